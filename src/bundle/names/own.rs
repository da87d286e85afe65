//! Names that say their encoding themselves.

use crate::bundle::crc::crc32;
use crate::bundle::fault::Why;
use crate::bundle::field::Fields;

/// The name that is told by bit 11, by the field 0x7075 or by being ASCII; `None` where nothing tells.
pub(in crate::bundle) fn own(raw: &[u8], utf8: bool, unicode: Option<&[u8]>) -> Result<Option<String>, Why> {
    let field = unicode.map_or(Ok(None), |field| unicode_path(field, raw))?;
    if utf8 {
        let name = std::str::from_utf8(raw).map_err(|_| Why::NotUtf8)?;
        return if field.is_some_and(|field| field != name) { Err(Why::NamesDisagree) } else { Ok(Some(name.to_owned())) };
    }
    let ascii = || raw.is_ascii().then(|| String::from_utf8_lossy(raw).into_owned());
    Ok(field.map(str::to_owned).or_else(ascii))
}

/// The name of a field 0x7075 whose sum is that of the raw name. With another sum the field is of a name that was changed since, by a
/// writer that did not know it: then it says nothing.
fn unicode_path<'a>(field: &'a [u8], raw: &[u8]) -> Result<Option<&'a str>, Why> {
    let mut fields = Fields(field);
    if fields.u8() != Some(1) || fields.u32() != Some(crc32(raw)) {
        return Ok(None);
    }
    std::str::from_utf8(fields.0).map(Some).map_err(|_| Why::NotUtf8)
}
