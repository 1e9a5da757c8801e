import CGumbo

/// What becomes of an element that was read.
enum ElementKind {
    case dropped
    case unwrapped
    case paragraph, heading
    case container(Mark)
    case item
    case preformatted
    case inline(Mark)
    case anchor
    case lineBreak
    case cell

    /// Anything not named here is unwrapped: its text is kept, the element is not. Dropped elements hold text that
    /// is not meant to be read, or that another parser would read differently.
    init(_ tag: GumboTag) {
        switch tag {
        case GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD, GUMBO_TAG_TITLE,
            GUMBO_TAG_NOSCRIPT, GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED, GUMBO_TAG_IFRAME, GUMBO_TAG_FRAMESET,
            GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_APPLET, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO,
            GUMBO_TAG_CANVAS, GUMBO_TAG_SVG, GUMBO_TAG_MATH, GUMBO_TAG_TEXTAREA, GUMBO_TAG_SELECT,
            GUMBO_TAG_OPTION, GUMBO_TAG_OPTGROUP, GUMBO_TAG_BUTTON, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT,
            GUMBO_TAG_LISTING:
            self = .dropped
        case GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_HEADER,
            GUMBO_TAG_FOOTER, GUMBO_TAG_MAIN, GUMBO_TAG_NAV, GUMBO_TAG_ADDRESS, GUMBO_TAG_FIGURE,
            GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DL, GUMBO_TAG_DT, GUMBO_TAG_DD, GUMBO_TAG_TABLE, GUMBO_TAG_CAPTION,
            GUMBO_TAG_TR, GUMBO_TAG_FORM, GUMBO_TAG_FIELDSET, GUMBO_TAG_CENTER, GUMBO_TAG_DETAILS,
            GUMBO_TAG_SUMMARY:
            self = .paragraph
        case GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6: self = .heading
        case GUMBO_TAG_BLOCKQUOTE: self = .container(.quote)
        case GUMBO_TAG_UL, GUMBO_TAG_MENU, GUMBO_TAG_DIR: self = .container(.list)
        case GUMBO_TAG_OL: self = .container(.numberedList)
        case GUMBO_TAG_LI: self = .item
        case GUMBO_TAG_PRE: self = .preformatted
        case GUMBO_TAG_B, GUMBO_TAG_STRONG: self = .inline(.strong)
        case GUMBO_TAG_I, GUMBO_TAG_EM: self = .inline(.emphasis)
        case GUMBO_TAG_U: self = .inline(.underline)
        case GUMBO_TAG_S, GUMBO_TAG_DEL, GUMBO_TAG_STRIKE: self = .inline(.deleted)
        case GUMBO_TAG_CODE, GUMBO_TAG_KBD, GUMBO_TAG_SAMP, GUMBO_TAG_TT: self = .inline(.code)
        case GUMBO_TAG_A: self = .anchor
        case GUMBO_TAG_BR, GUMBO_TAG_HR: self = .lineBreak
        case GUMBO_TAG_TD, GUMBO_TAG_TH: self = .cell
        default: self = .unwrapped
        }
    }
}
