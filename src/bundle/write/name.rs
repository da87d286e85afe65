//! A name as it is written.

use encoding_rs::GBK;
use unicode_normalization::UnicodeNormalization;

use super::fault::Unwritten;
use super::options::NamesAs;
use crate::bundle::crc::crc32;
use crate::bundle::fault::Why;
use crate::bundle::limits::Limits;
use crate::bundle::names::{Taken, check};

/// The bytes of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub raw: Vec<u8>,
    /// Bit 11.
    pub utf8: bool,
    /// The content of the field 0x7075.
    pub unicode: Option<Vec<u8>>,
}

/// Holds a name to the rules that readers have, and encodes it. Folders are made by their files, so a name ends with no `/`.
pub(super) fn write(name: &str, names: NamesAs, taken: &mut Taken, index: usize) -> Result<Written, Unwritten> {
    let name: String = name.nfc().collect();
    let wrong = |why| Unwritten::Name { name: name.clone(), why };
    if name.ends_with('/') {
        return Err(wrong(Why::Kind));
    }
    check(&name, Limits::default().depth).map_err(|why| wrong(Why::Name(why)))?;
    taken.take(&name, index).map_err(wrong)?;
    if name.is_ascii() {
        return Ok(Written { raw: name.into_bytes(), utf8: false, unicode: None });
    }
    match names {
        NamesAs::Ascii => Err(Unwritten::NotIn { name, names }),
        NamesAs::Utf8 => Ok(Written { raw: name.into_bytes(), utf8: true, unicode: None }),
        NamesAs::Gbk => {
            let (raw, _, lossy) = GBK.encode(&name);
            if lossy {
                return Err(Unwritten::NotIn { name, names });
            }
            let mut unicode = vec![1];
            unicode.extend(crc32(&raw).to_le_bytes());
            unicode.extend(name.as_bytes());
            Ok(Written { raw: raw.into_owned(), utf8: false, unicode: Some(unicode) })
        }
    }
}
