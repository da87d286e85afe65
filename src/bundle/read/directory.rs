//! The entries as the directory lists them.

use super::end::{End, Stop};
use crate::bundle::aes;
use crate::bundle::fault::Why;
use crate::bundle::field::{Fields, extras};
use crate::bundle::limits::Limits;
use crate::bundle::source::{ReadAt, exact};
use crate::bundle::time::DosTime;
use crate::bundle::{extra, flag, mark};

/// An entry of the directory. Nothing is decoded yet.
#[derive(Debug, Clone)]
pub(super) struct Central {
    pub name: Box<[u8]>,
    /// The content of a field 0x7075.
    pub unicode: Option<Box<[u8]>>,
    pub aes: Option<aes::Field>,
    /// The system whose attributes these are: 0 FAT, 3 Unix, 10 and 11 NTFS.
    pub host: u8,
    pub flags: u16,
    pub method: u16,
    pub time: DosTime,
    pub crc: u32,
    pub packed: u64,
    pub size: u64,
    pub attributes: u32,
    /// Where the local header is, in the file.
    pub local: u64,
    /// What is wrong with the record itself; the walk goes on, as its length is known.
    pub fault: Option<Why>,
}

impl Central {
    pub(super) fn has(&self, bit: u16) -> bool {
        self.flags & bit != 0
    }
}

/// All entries. Numbers are believed by no one: the walk ends where the bytes do.
pub(super) fn walk<S: ReadAt + ?Sized>(source: &S, end: &End, limits: &Limits) -> Result<Vec<Central>, Stop> {
    let bytes = end.directory.end - end.directory.start;
    if end.entries > limits.entries {
        return Err(Why::TooManyEntries { stated: end.entries, limit: limits.entries }.into());
    }
    if bytes > limits.directory {
        return Err(Why::DirectoryTooLarge { bytes, limit: limits.directory }.into());
    }
    let too_large = || Why::DirectoryTooLarge { bytes, limit: limits.directory };
    let directory = exact(source, end.directory.start, usize::try_from(bytes).map_err(|_| too_large())?)?;
    let mut fields = Fields(&directory);
    let mut entries = Vec::new();
    while !fields.0.is_empty() {
        let at = end.directory.end - fields.0.len() as u64;
        if entries.len() as u64 >= end.entries {
            // More bytes than entries: told as a count where another entry begins.
            let walked = end.entries.saturating_add(1);
            let more = fields.u32() == Some(mark::CENTRAL);
            return Err(if more { Why::CountMismatch { stated: end.entries, walked } } else { Why::DirectoryBroken { at } }.into());
        }
        entries.push(record(&mut fields, end.shift).ok_or(Why::DirectoryBroken { at })?);
    }
    let walked = entries.len() as u64;
    if walked == end.entries { Ok(entries) } else { Err(Why::CountMismatch { stated: end.entries, walked }.into()) }
}

fn record(fields: &mut Fields<'_>, shift: u64) -> Option<Central> {
    if fields.u32()? != mark::CENTRAL {
        return None;
    }
    let [_, host] = fields.u16()?.to_le_bytes();
    let _needed = fields.u16()?;
    let (flags, method, time, date) = (fields.u16()?, fields.u16()?, fields.u16()?, fields.u16()?);
    let (crc, packed, size) = (fields.u32()?, fields.u32()?, fields.u32()?);
    let (name, extra, comment) = (fields.u16()?, fields.u16()?, fields.u16()?);
    let (disk, _internal, attributes, local) = (fields.u16()?, fields.u16()?, fields.u32()?, fields.u32()?);
    let name = fields.take(usize::from(name))?;
    let extra = fields.take(usize::from(extra))?;
    fields.take(usize::from(comment))?;
    let mut central = Central {
        name: name.into(),
        unicode: None,
        aes: None,
        host,
        flags,
        method,
        time: DosTime { date, time },
        crc,
        packed: packed.into(),
        size: size.into(),
        attributes,
        local: local.into(),
        fault: None,
    };
    central.fault = central.extend(extra, disk).err();
    match central.local.checked_add(shift) {
        Some(local) => central.local = local,
        None => central.fault = Some(Why::LocalMissing),
    }
    Some(central)
}

impl Central {
    /// Takes what the extra fields say.
    fn extend(&mut self, bytes: &[u8], disk: u16) -> Result<(), Why> {
        let mut disk = u32::from(disk);
        let mut long = None;
        for (id, content) in extras(bytes, &[extra::ZIP64, extra::UNICODE_PATH, extra::AES])? {
            match id {
                extra::ZIP64 => long = Some(Fields(content)),
                extra::UNICODE_PATH => self.unicode = Some(content.into()),
                _ => self.aes = Some(aes::Field::read(content).ok_or(Why::Encryption)?),
            }
        }
        // Only the numbers that are all ones in the record stand in the field, in this order. Without the field they are what they are.
        for number in [&mut self.size, &mut self.packed, &mut self.local] {
            if *number == u64::from(u32::MAX)
                && let Some(long) = &mut long
            {
                *number = long.u64().ok_or(Why::Extra)?;
            }
        }
        if disk == u32::from(u16::MAX)
            && let Some(long) = &mut long
        {
            disk = long.u32().ok_or(Why::Extra)?;
        }
        if disk != 0 {
            return Err(Why::MultiDisk);
        }
        if self.has(flag::STRONG | flag::MASKED | flag::PATCH) {
            return Err(Why::Encryption);
        }
        Ok(())
    }
}
