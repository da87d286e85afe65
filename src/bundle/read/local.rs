//! The header before an entry's data, which must say what the directory says: readers that stream believe this one.

use std::ops::Range;

use super::directory::Central;
use super::end::Stop;
use crate::bundle::fault::{Part, Why};
use crate::bundle::field::{Fields, extras};
use crate::bundle::source::{ReadAt, exact, fill};
use crate::bundle::{aes, extra, flag, mark};

/// Bytes of the header without name and extra fields.
const FIXED: usize = 30;
/// So many bytes of extra fields come with the first read; more are seldom.
const EXTRA: usize = 64;

/// Where an entry lies in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Packed bytes.
    pub data: Range<u64>,
    /// Header, packed bytes, and the descriptor where there is one.
    pub whole: Range<u64>,
}

/// Compares the local header of `central`; nothing of an entry reaches beyond `stop`.
pub(super) fn compare<S: ReadAt + ?Sized>(source: &S, central: &Central, stop: u64) -> Result<Place, Stop> {
    let mut first = vec![0; FIXED + central.name.len() + EXTRA];
    let got = fill(source, central.local, &mut first)?;
    first.truncate(got);
    let mut fields = Fields(&first);
    let header = Header::read(&mut fields).ok_or(Why::LocalMissing)?;
    if fields.take(header.name_len.into()) != Some(&*central.name) {
        return Err(Why::LocalDiffers(Part::Name).into());
    }
    let extra_at = central.local + (FIXED + central.name.len()) as u64;
    let start = extra_at + u64::from(header.extra_len);
    let end = start.checked_add(central.packed).filter(|end| *end <= stop).ok_or(Why::Outside)?;
    let extra = match fields.take(header.extra_len.into()) {
        Some(extra) => extra.to_vec(),
        None => exact(source, extra_at, header.extra_len.into())?,
    };
    let long = header.agrees(central, &extra)?;
    let behind = if central.has(flag::DESCRIPTOR) { descriptor(source, central, end, stop, long)? } else { 0 };
    Ok(Place { data: start..end, whole: central.local..end + behind })
}

struct Header {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    name_len: u16,
    extra_len: u16,
}

impl Header {
    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        if fields.u32()? != mark::LOCAL {
            return None;
        }
        let _needed = fields.u16()?;
        let (flags, method, _time) = (fields.u16()?, fields.u16()?, fields.u32()?);
        let (crc, packed, size) = (fields.u32()?, fields.u32()?, fields.u32()?);
        Some(Self { flags, method, crc, packed, size, name_len: fields.u16()?, extra_len: fields.u16()? })
    }

    /// Whether all is as in the directory; gives whether sizes are those of ZIP64.
    fn agrees(&self, central: &Central, extra: &[u8]) -> Result<bool, Why> {
        let found = extras(extra, &[extra::ZIP64, extra::UNICODE_PATH, extra::AES])?;
        let field = |id: u16| found.iter().find(|(found, _)| *found == id).map(|(_, content)| *content);
        let differs = |part| Err(Why::LocalDiffers(part));
        if (self.flags ^ central.flags) & !flag::EFFORT != 0 {
            return differs(Part::Flags);
        }
        if self.method != central.method {
            return differs(Part::Method);
        }
        if field(extra::AES).map(aes::Field::read) != central.aes.map(Some) {
            return differs(Part::Aes);
        }
        // Some writers tell the other name in the directory alone.
        if field(extra::UNICODE_PATH).is_some_and(|local| Some(local) != central.unicode.as_deref()) {
            return Err(Why::NamesDisagree);
        }
        let long = field(extra::ZIP64);
        let mut sizes = Fields(long.unwrap_or_default());
        let mut number = |short: u32| match (short, long) {
            (u32::MAX, Some(_)) => sizes.u64().ok_or(Why::Extra),
            _ => Ok(u64::from(short)),
        };
        let (size, packed) = (number(self.size)?, number(self.packed)?);
        // With bit 3 they may be left to what stands behind the data.
        let left = |value: u64| central.has(flag::DESCRIPTOR) && value == 0;
        if self.crc != central.crc && !left(self.crc.into()) {
            return differs(Part::Crc);
        }
        if packed != central.packed && !left(packed) {
            return differs(Part::Packed);
        }
        if size != central.size && !left(size) {
            return differs(Part::Size);
        }
        Ok(long.is_some())
    }
}

/// The length of the descriptor behind the data, which has a signature or none, and long sizes or short ones; `long` come first where the
/// header has a field for them.
fn descriptor<S: ReadAt + ?Sized>(source: &S, central: &Central, at: u64, stop: u64, long: bool) -> Result<u64, Stop> {
    let mut bytes = [0; 24];
    let room = usize::try_from(stop - at).unwrap_or(usize::MAX).min(bytes.len());
    let got = fill(source, at, bytes.get_mut(..room).unwrap_or_default())?;
    let bytes = bytes.get(..got).unwrap_or_default();
    let is = |signed: bool, long: bool| {
        let mut fields = Fields(bytes);
        if signed && fields.u32()? != mark::DESCRIPTOR {
            return None;
        }
        let crc = fields.u32()?;
        let (packed, size) = if long { (fields.u64()?, fields.u64()?) } else { (fields.u32()?.into(), fields.u32()?.into()) };
        ((crc, packed, size) == (central.crc, central.packed, central.size)).then_some((bytes.len() - fields.0.len()) as u64)
    };
    let forms = [(true, long), (true, !long), (false, long), (false, !long)];
    Ok(forms.into_iter().find_map(|(signed, long)| is(signed, long)).ok_or(Why::DescriptorDiffers)?)
}
