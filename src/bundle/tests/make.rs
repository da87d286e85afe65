//! A writer of ZIPs in which every field can be set.

use crate::bundle::crc::crc32;

/// The fields that both headers have.
#[derive(Clone)]
pub(super) struct Head {
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u32,
    pub size: u32,
    pub name: Vec<u8>,
    pub extra: Vec<u8>,
}

/// An entry: what the local header says, what the directory says, and what stands between.
#[derive(Clone)]
pub(super) struct Entry {
    pub local: Head,
    pub central: Head,
    pub data: Vec<u8>,
    pub descriptor: Vec<u8>,
    pub host: u8,
    pub attributes: u32,
    pub disk: u16,
    /// Where the directory says the entry is, if not where it is.
    pub offset: Option<u32>,
}

/// A stored file.
pub(super) fn entry(name: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> Entry {
    let data = data.as_ref().to_vec();
    let size = data.len() as u32;
    let name = name.as_ref().to_vec();
    let head = Head { flags: 0, method: 0, crc: crc32(&data), packed: size, size, name, extra: Vec::new() };
    Entry { local: head.clone(), central: head, data, descriptor: Vec::new(), host: 3, attributes: 0o100_644 << 16, disk: 0, offset: None }
}

/// A deflated file.
pub(super) fn deflated(name: &str, content: &[u8]) -> Entry {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    let packed = encoder.finish().unwrap();
    let mut made = entry(name, content).with(|head| (head.method, head.packed) = (8, packed.len() as u32));
    made.data = packed;
    made
}

impl Entry {
    /// Changes both headers.
    pub(super) fn with(mut self, change: impl Fn(&mut Head)) -> Self {
        change(&mut self.local);
        change(&mut self.central);
        self
    }

    pub(super) fn mode(mut self, mode: u32) -> Self {
        self.attributes = mode << 16;
        self
    }

    /// As FAT writes it.
    pub(super) fn fat(mut self) -> Self {
        (self.host, self.attributes) = (0, 0x20);
        self
    }

    /// Sizes and sum behind the data, with or without signature, long or short.
    pub(super) fn described(mut self, signed: bool, long: bool) -> Self {
        self.local.flags |= 8;
        self.central.flags |= 8;
        (self.local.crc, self.local.packed, self.local.size) = (0, 0, 0);
        let Head { crc, packed, size, .. } = self.central;
        if signed {
            self.descriptor.extend(*b"PK\x07\x08");
        }
        self.descriptor.extend(crc.to_le_bytes());
        for number in [packed, size] {
            let bytes = u64::from(number).to_le_bytes();
            self.descriptor.extend(&bytes[..if long { 8 } else { 4 }]);
        }
        self
    }
}

/// An extra field.
pub(super) fn field(id: u16, content: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

/// The field 0x7075 for a raw name.
pub(super) fn unicode(raw: &[u8], name: &str) -> Vec<u8> {
    field(0x7075, &[&[1][..], &crc32(raw).to_le_bytes(), name.as_bytes()].concat())
}

/// The archive. The fields of the end record are changed by `end` when its bytes are made.
#[derive(Default)]
pub(super) struct Zip {
    pub entries: Vec<Entry>,
    pub before: Vec<u8>,
    /// Bytes before the directory.
    pub between: Vec<u8>,
    pub after: Vec<u8>,
    pub comment: Vec<u8>,
    pub count: Option<u16>,
    pub disk: u16,
    /// Added to the directory's stated size and offset.
    pub size_off: i64,
    pub offset_off: i64,
    /// With the records of ZIP64, all numbers there.
    pub long: bool,
}

impl Zip {
    pub(super) fn of(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self { entries: entries.into_iter().collect(), ..Self::default() }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = self.before.clone();
        let mut directory = Vec::new();
        for entry in &self.entries {
            let offset = entry.offset.unwrap_or((out.len() - self.before.len()) as u32);
            out.extend(*b"PK\x03\x04\x14\x00");
            common(&mut out, &entry.local);
            out.extend(&entry.local.name);
            out.extend(&entry.local.extra);
            out.extend(&entry.data);
            out.extend(&entry.descriptor);
            directory.extend(*b"PK\x01\x02\x3f");
            directory.extend([entry.host, 20, 0]);
            common(&mut directory, &entry.central);
            directory.extend([0; 2]);
            directory.extend(entry.disk.to_le_bytes());
            directory.extend([0; 2]);
            directory.extend(entry.attributes.to_le_bytes());
            directory.extend(offset.to_le_bytes());
            directory.extend(&entry.central.name);
            directory.extend(&entry.central.extra);
        }
        out.extend(&self.between);
        let at = out.len() - self.before.len();
        let number = |value: usize, off: i64| (value as i64 + off) as u64;
        let (size, offset) = (number(directory.len(), self.size_off), number(at, self.offset_off));
        let count = self.count.unwrap_or(self.entries.len() as u16);
        out.extend(&directory);
        if self.long {
            let end = out.len() - self.before.len();
            out.extend(*b"PK\x06\x06");
            out.extend(44_u64.to_le_bytes());
            out.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
            for value in [u64::from(count), u64::from(count), size, offset] {
                out.extend(value.to_le_bytes());
            }
            out.extend(*b"PK\x06\x07\0\0\0\0");
            out.extend((end as u64).to_le_bytes());
            out.extend(1_u32.to_le_bytes());
        }
        let (count, size, offset) = if self.long { (u16::MAX, u32::MAX, u32::MAX) } else { (count, size as u32, offset as u32) };
        out.extend(*b"PK\x05\x06");
        out.extend(self.disk.to_le_bytes());
        out.extend([0; 2]);
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(size.to_le_bytes());
        out.extend(offset.to_le_bytes());
        out.extend((self.comment.len() as u16).to_le_bytes());
        out.extend(&self.comment);
        out.extend(&self.after);
        out
    }
}

fn common(out: &mut Vec<u8>, head: &Head) {
    for value in [head.flags, head.method, 0, 0x21] {
        out.extend(value.to_le_bytes());
    }
    for value in [head.crc, head.packed, head.size] {
        out.extend(value.to_le_bytes());
    }
    out.extend((head.name.len() as u16).to_le_bytes());
    out.extend((head.extra.len() as u16).to_le_bytes());
}
