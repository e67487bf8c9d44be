package org.signetmail.check;

import java.util.List;
import org.signetmail.account.Symptom;

/**
 * What is wrong and what mends it, in words for the administrator.
 *
 * <p>{@code explanation}, {@code who} and {@code steps} are CommonMark; what came from outside is escaped in them.
 *
 * @param id the finding's name in the table of findings, such as {@code secret-wrong}
 * @param field the field of the page that it belongs to ({@code clientSecret}, {@code tenantId} …), blank if none
 * @param symptom what was seen
 */
public record Finding(
        String id,
        String headline,
        String explanation,
        String who,
        List<String> steps,
        String field,
        Symptom symptom) {}
