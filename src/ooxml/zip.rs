//! ZIP as far as packages need it: every header is looked at when reading, and written plainly, as WPS opens nothing else.
//!
//! Written here because the headers matter: no ZIP64, no sizes after the data (bit 3), version 2.0, fixed times; and because reading wants
//! to know of names that occur twice, which a reader with a table of names no longer sees.

use std::io::{Read, Write};

use flate2::{Compression, Crc, read::DeflateDecoder, write::DeflateEncoder};

use super::fault::Fault;
use crate::text::Msg;

/// More entries than any document has.
const MOST_ENTRIES: usize = 10_000;
/// Unpacked size of a whole package, and of its parts.
const MOST_BYTES: u64 = 512 << 20;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// 1980-01-01 00:00, the first that ZIP knows.
const DATE: u16 = 0x0021;
const VERSION: u16 = 20;
/// Names are UTF-8; set only where they are not ASCII.
const UTF8: u16 = 1 << 11;

/// An entry as its headers tell it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub name: String,
    /// The greater of what the two headers say.
    pub version: u16,
    /// Flags of both headers.
    pub flags: u16,
    /// An extra field or a size of ZIP64.
    pub zip64: bool,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    at: usize,
}

fn damaged(what: &str) -> Fault {
    Fault::file(Msg::DocxDamaged { what: what.to_owned() })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// What the first bytes say: a ZIP or what else.
pub(super) fn sniff(bytes: &[u8]) -> Result<(), Fault> {
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Err(Fault::file(Msg::DocxOldFormat {}))
    } else if bytes.starts_with(b"PK\x03\x04") {
        Ok(())
    } else {
        Err(Fault::file(Msg::DocxNotZip {}))
    }
}

/// The table of entries at the end of the file.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Fault> {
    sniff(bytes)?;
    let lowest = bytes.len().saturating_sub(22 + 65_535);
    let end = (lowest..=bytes.len().saturating_sub(22)).rev().find(|at| u32_at(bytes, *at) == Some(END));
    let end = end.ok_or_else(|| damaged("no central directory"))?;
    let count = usize::from(u16_at(bytes, end + 10).unwrap_or(0));
    if count > MOST_ENTRIES {
        return Err(Fault::file(Msg::DocxTooLarge { what: format!("{count} parts"), limit: MOST_ENTRIES.to_string() }));
    }
    let mut at = u32_at(bytes, end + 16).and_then(|n| usize::try_from(n).ok()).ok_or_else(|| damaged("central directory"))?;
    let mut out = Vec::with_capacity(count);
    for _ in 0..count {
        let (entry, next) = central(bytes, at).ok_or_else(|| damaged("central directory"))?;
        out.push(entry);
        at = next;
    }
    let total = out.iter().fold(0_u64, |sum, entry| sum.saturating_add(entry.size));
    if total > MOST_BYTES {
        return Err(Fault::file(Msg::DocxTooLarge { what: format!("{total} bytes"), limit: MOST_BYTES.to_string() }));
    }
    Ok(out)
}

fn central(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if u32_at(bytes, at)? != CENTRAL {
        return None;
    }
    let field = |offset| u16_at(bytes, at + offset);
    let (name_len, extra_len, comment_len) = (usize::from(field(28)?), usize::from(field(30)?), usize::from(field(32)?));
    let name_at = at + 46;
    let name = String::from_utf8_lossy(bytes.get(name_at..name_at + name_len)?).into_owned();
    let local = usize::try_from(u32_at(bytes, at + 42)?).ok()?;
    if u32_at(bytes, local)? != LOCAL {
        return None;
    }
    let (local_name, local_extra) = (usize::from(u16_at(bytes, local + 26)?), usize::from(u16_at(bytes, local + 28)?));
    let (packed, size) = (u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?);
    let extra = |from: usize, len: usize| bytes.get(from..from.checked_add(len)?);
    let zip64 = packed == u32::MAX
        || size == u32::MAX
        || has_zip64(extra(name_at + name_len, extra_len)?)
        || has_zip64(extra(local + 30 + local_name, local_extra)?);
    let entry = Entry {
        name,
        version: (field(6)? & 0xFF).max(u16_at(bytes, local + 4)? & 0xFF),
        flags: field(8)? | u16_at(bytes, local + 6)?,
        zip64,
        method: field(10)?,
        crc: u32_at(bytes, at + 16)?,
        packed: u64::from(packed),
        size: u64::from(size),
        at: local + 30 + local_name + local_extra,
    };
    Some((entry, name_at + name_len + extra_len + comment_len))
}

fn has_zip64(mut extra: &[u8]) -> bool {
    while let (Some(id), Some(len)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        if id == 1 {
            return true;
        }
        extra = extra.get(4 + usize::from(len)..).unwrap_or_default();
    }
    false
}

/// The content of an entry. What unpacks to more than its header says is a bomb or damaged.
pub(super) fn content(bytes: &[u8], entry: &Entry) -> Result<Vec<u8>, Fault> {
    let name = &entry.name;
    if entry.flags & 1 != 0 {
        return Err(Fault::file(Msg::DocxOldFormat {}));
    }
    if entry.zip64 && (entry.packed == u64::from(u32::MAX) || entry.size == u64::from(u32::MAX)) {
        return Err(damaged(&format!("{name} (ZIP64)")));
    }
    let packed = usize::try_from(entry.packed).ok().and_then(|len| bytes.get(entry.at..entry.at.checked_add(len)?));
    let packed = packed.ok_or_else(|| damaged(name))?;
    let data = match entry.method {
        0 => packed.to_vec(),
        8 => {
            // The header may lie about the size, so nothing is reserved beyond what such a stream can hold.
            let room = usize::try_from(entry.size).unwrap_or(0).min(packed.len().saturating_mul(32));
            let mut data = Vec::with_capacity(room);
            DeflateDecoder::new(packed).take(entry.size + 1).read_to_end(&mut data).map_err(|_| damaged(name))?;
            data
        }
        other => return Err(damaged(&format!("{name} (method {other})"))),
    };
    if data.len() as u64 != entry.size {
        return Err(damaged(name));
    }
    let mut crc = Crc::new();
    crc.update(&data);
    if crc.sum() == entry.crc { Ok(data) } else { Err(damaged(&format!("{name} (CRC)"))) }
}

/// Writes the parts in the given order; the same parts give the same bytes. The fault is that of a package too large for plain ZIP.
pub(super) fn write<'a>(parts: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, Fault> {
    let (mut out, mut table, mut count) = (Vec::new(), Vec::new(), 0_u16);
    let beyond = |what: &str| Fault::file(Msg::DocxTooLarge { what: what.to_owned(), limit: "4 GB".into() });
    for (name, data) in parts {
        let packed = pack(name, data).map_err(|e| damaged(&e.to_string()))?;
        let (method, body) = packed.as_deref().map_or((0, data), |packed| (8_u16, packed));
        let at = u32::try_from(out.len()).map_err(|_| beyond("docx"))?;
        let mut crc = Crc::new();
        crc.update(data);
        let mut head = Vec::with_capacity(26);
        let flags = if name.is_ascii() { 0 } else { UTF8 };
        for field in [VERSION, flags, method, 0, DATE] {
            head.extend(field.to_le_bytes());
        }
        let size = |len: usize| u32::try_from(len).map_err(|_| beyond(name));
        for field in [crc.sum(), size(body.len())?, size(data.len())?] {
            head.extend(field.to_le_bytes());
        }
        head.extend(u16::try_from(name.len()).map_err(|_| beyond(name))?.to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        out.extend(LOCAL.to_le_bytes());
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(body);
        table.extend(CENTRAL.to_le_bytes());
        table.extend(VERSION.to_le_bytes());
        table.extend(&head);
        // Comment, disk, attributes: none.
        table.extend([0; 10]);
        table.extend(at.to_le_bytes());
        table.extend(name.as_bytes());
        count = count.checked_add(1).ok_or_else(|| beyond(name))?;
    }
    let at = u32::try_from(out.len()).map_err(|_| beyond("docx"))?;
    let len = u32::try_from(table.len()).map_err(|_| beyond("docx"))?;
    out.extend(&table);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(len.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

/// Deflated, unless it is packed already or does not shrink.
fn pack(name: &str, data: &[u8]) -> std::io::Result<Option<Vec<u8>>> {
    let packed_already = [".png", ".jpg", ".jpeg", ".xlsx", ".gif"].iter().any(|end| name.ends_with(end));
    if packed_already || data.is_empty() {
        return Ok(None);
    }
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(data.len() / 8), Compression::new(3));
    encoder.write_all(data)?;
    let packed = encoder.finish()?;
    Ok((packed.len() < data.len()).then_some(packed))
}
