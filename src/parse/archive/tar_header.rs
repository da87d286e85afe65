//! A block of 512 bytes → a header of a tar: v7, ustar, pax and GNU.

/// What the walk needs of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub name: Vec<u8>,
    pub size: u64,
    pub kind: u8,
    /// Old GNU sparse: more blocks of the map follow.
    pub extended: bool,
}

impl Header {
    /// `None`: the block is not a header, as its sum is wrong or a number is none.
    pub(super) fn read(block: &[u8; 512]) -> Option<Self> {
        let said = number(block.get(148..156)?)?;
        // The field itself counts as blanks. Some old programs added signed bytes.
        let (mut unsigned, mut signed) = (8 * 0x20, 8 * 0x20);
        for (at, byte) in block.iter().enumerate() {
            if !(148..156).contains(&at) {
                unsigned += u64::from(*byte);
                signed += i64::from(byte.cast_signed());
            }
        }
        if said != unsigned && i64::try_from(said).ok() != Some(signed) {
            return None;
        }
        let magic = block.get(257..263)?;
        let text = |range: std::ops::Range<usize>| block.get(range).and_then(|field| field.split(|b| *b == 0).next()).unwrap_or_default();
        let mut name = text(0..100).to_vec();
        let prefix = text(345..500);
        if magic == b"ustar\0" && !prefix.is_empty() {
            name = [prefix, b"/", &name].concat();
        }
        let kind = *block.get(156)?;
        let extended = kind == b'S' && *block.get(482)? != 0;
        Some(Self { name, size: number(block.get(124..136)?)?, kind, extended })
    }
}

/// Octal digits between blanks and NULs, or bytes after a first one of 0x80 (large and exact). Empty is 0.
fn number(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        return rest.iter().try_fold(0_u64, |sum, byte| Some(sum.checked_mul(256)? | u64::from(*byte)));
    }
    let mut digits = field.trim_ascii_start();
    if let Some(end) = digits.iter().position(|b| matches!(b, 0 | b' ')) {
        let (before, after) = digits.split_at(end);
        if after.iter().any(|b| !matches!(b, 0 | b' ')) {
            return None;
        }
        digits = before;
    }
    digits.iter().try_fold(0_u64, |sum, digit| match digit {
        b'0'..=b'7' => Some(sum.checked_mul(8)? + u64::from(digit - b'0')),
        _ => None,
    })
}

/// What the records of a pax header change in the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pax {
    pub name: Option<Vec<u8>>,
    pub size: Option<u64>,
    pub sparse: bool,
}

impl Pax {
    /// Reads `<length> <key>=<value>\n` to the end. `None`: it is not that.
    pub(super) fn read(mut text: &[u8]) -> Option<Self> {
        let mut pax = Self::default();
        while !text.is_empty() {
            let blank = text.iter().position(|b| *b == b' ')?;
            let digits = text.get(..blank).filter(|digits| digits.len() < 8 && digits.iter().all(u8::is_ascii_digit))?;
            let length: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
            let record = text.get(blank + 1..length)?.strip_suffix(b"\n")?;
            text = text.get(length..)?;
            let equals = record.iter().position(|b| *b == b'=')?;
            let (key, value) = (record.get(..equals)?, record.get(equals + 1..)?);
            match key {
                b"path" if pax.name.is_none() => pax.name = Some(value.to_vec()),
                b"GNU.sparse.name" => pax.name = Some(value.to_vec()),
                b"size" => pax.size = Some(std::str::from_utf8(value).ok()?.parse().ok()?),
                _ => {}
            }
            pax.sparse |= key.starts_with(b"GNU.sparse.");
        }
        Some(pax)
    }
}
