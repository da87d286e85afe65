//! A docx or xlsx as its parts, in order.

use super::fault::Fault;
use super::zip;
use crate::text::Msg;

/// The part that tells what all others are; first in every package that is written.
pub const TYPES: &str = "[Content_Types].xml";

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub data: Vec<u8>,
}

impl Part {
    /// Whether its name says that it is XML.
    #[must_use]
    pub fn is_xml(&self) -> bool {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ["xml", "rels", "vml"].iter().any(|xml| ending.eq_ignore_ascii_case(xml))
    }
}

/// The parts of a document in the order of its ZIP.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    pub parts: Vec<Part>,
}

impl Package {
    /// Reads a package from outside. It may be no ZIP, encrypted, of an old format, cut off or built to do harm.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let entries = zip::entries(bytes)?;
        let mut parts: Vec<Part> = Vec::with_capacity(entries.len());
        let mut names = std::collections::BTreeSet::new();
        for entry in entries.iter().filter(|entry| !entry.name.ends_with('/')) {
            let name = entry.name.trim_start_matches('/').replace('\\', "/");
            if !names.insert(name.to_ascii_lowercase()) {
                return Err(Fault::file(Msg::DocxDamaged { what: format!("{name} (2×)") }));
            }
            parts.push(Part { name, data: zip::content(bytes, entry)? });
        }
        let package = Self { parts };
        if package.get(TYPES).is_none() {
            return Err(Fault::file(Msg::DocxNotWord { part: TYPES.into() }));
        }
        Ok(package)
    }

    /// The package as bytes: `[Content_Types].xml` first, the rest as it stands, times fixed.
    pub fn write(&self) -> Result<Vec<u8>, Fault> {
        let first = self.parts.iter().filter(|part| part.name == TYPES);
        let rest = self.parts.iter().filter(|part| part.name != TYPES);
        zip::write(first.chain(rest).map(|part| (part.name.as_str(), part.data.as_slice())))
    }

    /// The content of a part.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|part| part.name == name).map(|part| part.data.as_slice())
    }

    /// A part as text; an XML part in UTF-8, as Word and WPS write them.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.get(name)?).ok()?;
        Some(text.strip_prefix('\u{feff}').unwrap_or(text))
    }

    /// Sets a part, at the end when it is new.
    pub fn set(&mut self, name: &str, data: impl Into<Vec<u8>>) {
        let data = data.into();
        match self.parts.iter_mut().find(|part| part.name == name) {
            Some(part) => part.data = data,
            None => self.parts.push(Part { name: name.to_owned(), data }),
        }
    }

    /// Takes a part out.
    pub fn remove(&mut self, name: &str) {
        self.parts.retain(|part| part.name != name);
    }

    /// `word/chart`, `.xml` → the first `word/chart1.xml`, `word/chart2.xml` … that is free.
    #[must_use]
    pub fn free_name(&self, stem: &str, end: &str) -> String {
        let taken: std::collections::BTreeSet<&str> = self.parts.iter().map(|part| part.name.as_str()).collect();
        // One more than there are is free for certain.
        (1..=taken.len() + 1).map(|n| format!("{stem}{n}{end}")).find(|name| !taken.contains(name.as_str())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ooxml::FaultKind;

    fn small() -> Package {
        let part = |name: &str, data: &[u8]| Part { name: name.into(), data: data.into() };
        Package { parts: vec![part("word/文档.xml", b"<a/>"), part(TYPES, "类型".repeat(50).as_bytes()), part("x.png", b"PNG")] }
    }

    fn msg(bytes: &[u8]) -> Msg {
        let fault = Package::read(bytes).unwrap_err();
        assert_eq!(fault.kind, FaultKind::File);
        fault.msg
    }

    #[test]
    fn what_is_written_is_read_and_the_types_come_first() {
        let bytes = small().write().unwrap();
        let read = Package::read(&bytes).unwrap();
        assert_eq!(read.parts.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), [TYPES, "word/文档.xml", "x.png"]);
        assert_eq!(read.get("x.png"), Some(&b"PNG"[..]));
        assert_eq!(bytes, small().write().unwrap());
        for entry in zip::entries(&bytes).unwrap() {
            assert!(entry.version <= 20 && entry.flags & 8 == 0 && !entry.zip64, "{entry:?}");
        }
    }

    #[test]
    fn another_reader_reads_it_too() {
        let bytes = small().write().unwrap();
        let mut other = ::zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut other.by_name("word/文档.xml").unwrap(), &mut text).unwrap();
        assert_eq!(text, "<a/>");
    }

    #[test]
    fn what_is_no_package_is_said_so() {
        assert_eq!(msg(b"hello"), Msg::DocxNotZip {});
        assert_eq!(msg(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Msg::DocxOldFormat {});
        assert!(matches!(msg(&zip::write(std::iter::once(("a", &b"x"[..]))).unwrap()), Msg::DocxNotWord { .. }));
    }

    #[test]
    fn every_cut_and_every_flipped_byte_is_an_error_or_harmless() {
        let bytes = small().write().unwrap();
        for cut in 0..bytes.len() {
            assert!(Package::read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0xFF;
            _ = Package::read(&bad);
        }
    }

    #[test]
    fn a_bomb_and_a_name_that_occurs_twice_are_refused() {
        let huge = vec![0_u8; 4 << 20];
        let mut bytes = zip::write([(TYPES, &b"x"[..]), ("a", &huge[..])].into_iter()).unwrap();
        // The header claims less than what unpacks.
        let end = bytes.len() - 22;
        let table = u32::from_le_bytes(bytes[end + 16..end + 20].try_into().unwrap()) as usize;
        let second = table + 46 + TYPES.len();
        bytes[second + 24..second + 28].copy_from_slice(&10_u32.to_le_bytes());
        assert!(matches!(msg(&bytes), Msg::DocxDamaged { .. }));
        // Or more than any document has.
        bytes[second + 24..second + 28].copy_from_slice(&0xFFFF_FF00_u32.to_le_bytes());
        assert!(matches!(msg(&bytes), Msg::DocxTooLarge { .. }));
        let twice = zip::write([(TYPES, &b"x"[..]), ("a", b"1"), ("A", b"2")].into_iter()).unwrap();
        assert!(matches!(msg(&twice), Msg::DocxDamaged { .. }));
    }
}
