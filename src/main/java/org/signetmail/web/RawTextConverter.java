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
 * Passes a typed day through as text: an invalid one stays in its field, with an error beside it. A converter that
 * throws would keep every other value of the page from reaching the model, too.
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
