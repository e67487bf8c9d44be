package org.signetmail.check;

import java.util.List;
import org.signetmail.account.Symptom;

/**
 * The explanation of a problem and the steps to fix it, for the administrator.
 *
 * <p>{@code explanation}, {@code who} and {@code steps} are CommonMark; external text is escaped in them.
 *
 * @param id name of the finding in the table, such as {@code secret-wrong}
 * @param field the page's field to which it belongs ({@code clientSecret}, {@code tenantId} …), blank if none
 * @param symptom the observed symptom
 */
public record Finding(
        String id,
        String headline,
        String explanation,
        String who,
        List<String> steps,
        String field,
        Symptom symptom) {}
