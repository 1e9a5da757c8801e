#pragma once
#include <gmime/gmime.h>

/* GObject's cast and test macros take arguments, which Swift does not import. */

static inline GMimeObject *casecourier_object_of_message(GMimeMessage *message) { return GMIME_OBJECT(message); }
static inline GMimeMultipart *casecourier_multipart(GMimeObject *object) {
    return GMIME_IS_MULTIPART(object) ? GMIME_MULTIPART(object) : NULL;
}
static inline GMimePart *casecourier_part(GMimeObject *object) {
    return GMIME_IS_PART(object) ? GMIME_PART(object) : NULL;
}
static inline GMimeTextPart *casecourier_text_part(GMimeObject *object) {
    return GMIME_IS_TEXT_PART(object) ? GMIME_TEXT_PART(object) : NULL;
}
static inline GByteArray *casecourier_octets_of_stream(GMimeStream *stream) {
    return GMIME_IS_STREAM_MEM(stream) ? g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream)) : NULL;
}
static inline void casecourier_release(void *object) { if (object) g_object_unref(object); }
