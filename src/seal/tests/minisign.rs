use crate::seal::minisign::{KeyFault, KeyId, NotSigned, Prehash, PublicKey, SecretKey, Signed, verify};

/// Of the documentation of `minisign-verify`: made by minisign itself, for the file `test`.
const THEIRS: &str = "untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1633700835\tfile:test\tprehashed
wLMDjy9FLAuxZ3q4NlEvkgtyhrr0gtTu6KC4KBJdITbbOeAi1zBIYo0v4iTgt8jJpIidRJnp94ABQkJAgAooBQ==";
const THEIR_KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

fn ours() -> SecretKey {
    SecretKey::new(&[7; 32], *b"opsctl01")
}

#[test]
fn a_signature_of_minisign_holds() {
    let key = PublicKey::parse(THEIR_KEY).unwrap();
    let signed = verify(Prehash::of(b"test"), THEIRS, std::slice::from_ref(&key)).unwrap();
    assert_eq!(signed, Signed { by: key.id(), comment: "timestamp:1633700835\tfile:test\tprehashed".into() });
    assert_eq!(verify(Prehash::of(b"Test"), THEIRS, std::slice::from_ref(&key)), Err(NotSigned::False(key.id())));
    let renamed = THEIRS.replace("file:test", "file:best");
    assert_eq!(
        verify(Prehash::of(b"test"), &renamed, std::slice::from_ref(&key)),
        Err(NotSigned::False(key.id())),
        "the comment is signed"
    );
    assert!(verify(Prehash::of(b"test"), &THEIRS.replace("signature from", "SIGNATURE OF"), &[key]).is_ok(), "this one is not");
}

#[test]
fn keys_and_signatures_of_ours_are_read_again() {
    let secret = SecretKey::parse(&ours().text()).unwrap();
    let public = PublicKey::parse(&secret.public().text()).unwrap();
    assert_eq!(public, ours().public());
    let text = secret.sign(Prehash::of(b"MANIFEST"), "file:MANIFEST\nforged: line");
    let signed = verify(Prehash::of(b"MANIFEST"), &text, &[PublicKey::parse(THEIR_KEY).unwrap(), public]).unwrap();
    assert_eq!((signed.by, signed.comment.as_str()), (KeyId(*b"opsctl01"), "file:MANIFEST forged: line"));
}

#[test]
fn who_is_not_trusted_proves_nothing() {
    let text = ours().sign(Prehash::of(b"x"), "");
    let other = SecretKey::new(&[8; 32], *b"opsctl01").public();
    assert_eq!(verify(Prehash::of(b"x"), &text, &[]), Err(NotSigned::Stranger(KeyId(*b"opsctl01"))));
    assert_eq!(verify(Prehash::of(b"x"), &text, std::slice::from_ref(&other)), Err(NotSigned::False(KeyId(*b"opsctl01"))), "only its name");
    assert!(verify(Prehash::of(b"x"), &text, &[other, ours().public()]).is_ok(), "two keys with one name");
}

#[test]
fn every_flipped_letter_breaks_a_signature() {
    let (text, keys) = (ours().sign(Prehash::of(b"x"), "c"), [ours().public()]);
    let start = text.find('\n').unwrap() + 1;
    for at in start..text.len() - 1 {
        let mut flipped = text.clone().into_bytes();
        flipped[at] ^= 1;
        assert!(verify(Prehash::of(b"x"), &String::from_utf8(flipped).unwrap(), &keys).is_err(), "letter {at}");
        // Mostly refused before anything is computed.
        assert!(at % 8 != 0 || verify(Prehash::of(b"x"), &text[..at], &keys).is_err(), "cut at {at}");
    }
}

#[test]
fn damaged_and_foreign_keys_say_what_they_are() {
    let text = ours().text();
    assert_eq!(SecretKey::parse("").unwrap_err(), KeyFault::Form);
    assert_eq!(SecretKey::parse(&text[..text.len() - 9]).unwrap_err(), KeyFault::Form);
    // `minisign -G` with a password; the bytes after its head do not matter here.
    let mut bytes = <base64ct::Base64 as base64ct::Encoding>::decode_vec(text.lines().nth(1).unwrap()).unwrap();
    let with = |bytes: &[u8]| format!("untrusted comment: x\n{}\n", <base64ct::Base64 as base64ct::Encoding>::encode_string(bytes));
    bytes[100] ^= 1;
    assert_eq!(SecretKey::parse(&with(&bytes)).unwrap_err(), KeyFault::Damaged);
    // Minisign itself leaves the sum out; the public half of the pair still tells.
    bytes[126..].fill(0);
    assert_eq!(SecretKey::parse(&with(&bytes)).unwrap_err(), KeyFault::Damaged);
    bytes[100] ^= 1;
    assert!(SecretKey::parse(&with(&bytes)).is_ok());
    bytes[2..4].copy_from_slice(b"Sc");
    assert_eq!(SecretKey::parse(&with(&bytes)).unwrap_err(), KeyFault::Password);
    bytes[0] = b'X';
    assert_eq!(SecretKey::parse(&with(&bytes)).unwrap_err(), KeyFault::Algorithm);
    assert_eq!(PublicKey::parse("not a key").unwrap_err(), KeyFault::Form);
    assert_eq!(format!("{:?}", ours()), "SecretKey(31306C746373706F, ***)", "never shown");
}
