//! Names as they are read and written.

use super::{BadName, Name};

#[test]
fn what_is_no_path_below_a_root() {
    let why = |text: &str| text.parse::<Name>().unwrap_err();
    for (text, expected) in [
        ("", BadName::Empty),
        ("a//b", BadName::Empty),
        ("a/", BadName::Empty),
        ("/etc/passwd", BadName::Absolute),
        (".", BadName::Dots),
        ("a/../b", BadName::Dots),
        ("a/%2e%2e/b", BadName::Dots),
        ("a%2Fb", BadName::Control),
        ("a%00", BadName::Control),
        ("a\\b", BadName::Backslash),
        ("a\nb", BadName::Control),
        ("a\u{202e}txt.exe", BadName::Control),
        ("a%", BadName::Escape),
        ("a%g1", BadName::Escape),
    ] {
        assert_eq!(why(text), expected, "{text:?}");
    }
    assert_eq!(why(&"a".repeat(256)), BadName::Long);
    assert_eq!(why(&"a/".repeat(2000)), BadName::Long);
}

#[test]
fn names_are_bytes_and_come_back_from_text() {
    for bytes in [&b"WEB-INF/web.xml"[..], "目录/文件.txt".as_bytes(), b"100%/x", b"gbk \xc4\xbf\xc2\xbc/\xff", b"a\\b", b"tab\there"] {
        let name = Name::from_bytes(bytes).unwrap();
        let text = name.to_string();
        assert_eq!(text.parse::<Name>().map(|name| name.as_bytes().to_vec()), Ok(bytes.to_vec()), "{text}");
        assert!(!text.contains(['\t', '\\']), "{text}");
    }
    let name: Name = "a/b/c.txt".parse().unwrap();
    assert_eq!((name.depth(), name.last(), name.parent().map(|parent| parent.to_string())), (2, &b"c.txt"[..], Some("a/b".into())));
}
