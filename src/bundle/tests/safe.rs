//! Each word of what names and kinds are refused for.

use super::make::deflated;
use super::*;

fn refused(name: &str) -> Why {
    why(&Zip::of([entry(name, "x").with(|head| head.flags = 1 << 11)]).bytes())
}

#[test]
fn names_that_lead_elsewhere_or_lie_are_refused() {
    use BadName::*;
    let long = "长".repeat(86);
    let deep = "d/".repeat(32) + "f";
    for (name, bad) in [
        ("", Empty),
        ("/etc/passwd", Absolute),
        ("//host/share", Absolute),
        ("../a", Parent),
        ("a/../../b", Parent),
        ("a/..", Parent),
        ("./a", Form),
        ("a//b", Form),
        ("C:a", Drive),
        ("c:/a", Drive),
        ("x/D:/a", Drive),
        ("a\\b", Backslash),
        ("..\\a", Backslash),
        ("a\0.txt", Control('\0')),
        ("a\nb", Control('\n')),
        ("\x1b[2J", Control('\x1b')),
        ("a\u{85}", Control('\u{85}')),
        ("a\u{2028}b", Control('\u{2028}')),
        ("photo\u{202E}gpj.exe", Bidi('\u{202E}')),
        ("\u{2066}a", Bidi('\u{2066}')),
        ("CON", Reserved),
        ("a/nul.txt", Reserved),
        ("Com1.tar.gz", Reserved),
        ("LPT\u{B9}", Reserved),
        ("com\u{B2}.x", Reserved),
        ("AUX .txt", Reserved),
        ("conin$", Reserved),
        ("prn:x", Reserved),
        ("a.", TrailingDotOrSpace),
        ("a /b", TrailingDotOrSpace),
        ("...", TrailingDotOrSpace),
        (&long, PartTooLong { bytes: 258 }),
        (&deep, TooDeep { parts: 33, limit: 32 }),
    ] {
        assert_eq!(refused(name), Why::Name(bad), "{name:?}");
    }
}

#[test]
fn names_that_only_look_odd_are_taken() {
    for name in
        ["com10", "COMx", "console", "nullable.txt", "a..b", ".profile", "10:30.log", "情况说明（终稿）.docx", "a b/c d.txt", "长长长"]
    {
        assert_eq!(refusals(&Zip::of([entry(name, "x").with(|head| head.flags = 1 << 11)]).bytes()), [], "{name}");
    }
}

#[test]
fn names_that_become_one_file_are_refused() {
    let both = |a: &str, b: &str| {
        let utf8 = |name: &str| entry(name, "x").with(|head| head.flags = 1 << 11);
        refusals(&Zip::of([utf8(a), utf8(b)]).bytes())
    };
    for (a, b) in [("a", "a"), ("a", "A"), ("Straße", "STRASSE"), ("é", "e\u{301}"), ("Σας", "ΣΑΣ"), ("dir/\u{212A}", "DIR/k")] {
        assert_eq!(both(a, b), [(Some(1), Why::Duplicate { with: 0 })], "{a} {b}");
    }
    assert_eq!(both("a", "a/b"), [(Some(1), Why::FileAndFolder { with: 0 })]);
    assert_eq!(both("A/b/c", "a/B"), [(Some(1), Why::FileAndFolder { with: 0 })]);
    assert_eq!(both("a/b", "a/c"), []);
    let folder = |name: &str| entry(name, "");
    assert_eq!(refusals(&Zip::of([entry("a/b", ""), folder("a/"), folder("A/")]).bytes()).len(), 2, "by mode and by name");
}

#[test]
fn links_devices_and_folders_that_are_none_are_refused() {
    let mode = |name: &str, mode: u32| refusals(&Zip::of([entry(name, "").mode(mode)]).bytes()).pop().map(|(_, why)| why);
    assert_eq!(mode("a", 0o120_777), Some(Why::Symlink { mode: 0o120_777 }));
    for special in [0o010_644, 0o020_644, 0o060_644, 0o140_644] {
        assert_eq!(mode("a", special), Some(Why::Special { mode: special }));
    }
    assert_eq!((mode("a", 0o040_755), mode("a/", 0o100_644)), (Some(Why::Kind), Some(Why::Kind)));
    assert_eq!((mode("a/", 0o040_755), mode("a/", 0), mode("a", 0)), (None, None, None));
    assert_eq!(why(&Zip::of([entry("a/", "x").mode(0o040_755)]).bytes()), Why::FolderWithData);
    let listing_bytes = Zip::of([entry("a/", "").mode(0o040_755)]).bytes();
    let listing = open(&listing_bytes);
    assert!(listing.entries()[0].folder);
    assert_eq!(listing.read(0, None).map(drop).map_err(|error| Damage::of(&error)), Err(Some(Damage::Folder)));
}

#[test]
fn methods_and_encryptions_that_are_not_read_are_refused() {
    for id in [1, 6, 9, 12, 14, 93, 95, 98] {
        assert_eq!(why(&Zip::of([entry("a", "x").with(|head| head.method = id)]).bytes()), Why::Method(id));
    }
    let flags = |flags: u16| why(&Zip::of([entry("a", "x").with(|head| head.flags = flags)]).bytes());
    assert_eq!(flags(1), Why::WeakEncryption);
    for strong in [1 | 1 << 6, 1 << 13, 1 << 5] {
        assert_eq!(flags(strong), Why::Encryption);
    }
    assert_eq!(why(&Zip::of([entry("a", "x").with(|head| (head.method, head.flags) = (99, 1))]).bytes()), Why::Encryption);
    let sizes = deflated("a", b"xxxx").with(|head| head.method = 0);
    assert!(matches!(why(&Zip::of([sizes]).bytes()), Why::Sizes { bytes: 4, .. }));
}
