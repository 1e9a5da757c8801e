#pragma once
#include <gumbo.h>

/* Parses bytes that may hold NUL. The tree and the bytes live until `gumbo_release`. */
static inline GumboOutput *gumbo_read(const char *bytes, size_t length) {
    return gumbo_parse_with_options(&kGumboDefaultOptions, bytes, length);
}

static inline void gumbo_release(GumboOutput *output) {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

/* The value of an attribute with its character references resolved, or NULL. */
static inline const char *gumbo_value(const GumboElement *element, const char *name) {
    const GumboAttribute *found = gumbo_get_attribute(&element->attributes, name);
    return found ? found->value : 0;
}
