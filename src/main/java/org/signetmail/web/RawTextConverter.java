package org.signetmail.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.signetmail.signin.AdministratorsOnly;

/**
 * Leaves a typed day as it is: what can't be read is pointed out beside the field and stays there. A converter that refuses
 * would keep everything else on the page from reaching the model too.
 */
@Named
@ApplicationScoped
@AdministratorsOnly
public class RawTextConverter implements Converter<Object> {
    @Override
    public Object getAsObject(FacesContext context, UIComponent field, @Nullable String typed) {
        return Objects.toString(typed, "");
    }

    @Override
    public String getAsString(FacesContext context, UIComponent field, @Nullable Object day) {
        return Objects.toString(day, "");
    }
}
