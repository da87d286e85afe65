//! Little-endian fields, taken one after the other.

use super::fault::Why;

/// What is left of a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a>(pub &'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }
}

/// The extra fields of a header, id and content. Fewer than four bytes at the end are padding (zipalign writes such);
/// a field that goes beyond the end, or an id of ours that comes twice, is refused, as readers differ in what they make of it.
pub(super) fn extras<'a>(bytes: &'a [u8], ours: &[u16]) -> Result<Vec<(u16, &'a [u8])>, Why> {
    let mut fields = Fields(bytes);
    let mut found: Vec<(u16, &'a [u8])> = Vec::new();
    while fields.0.len() >= 4 {
        let (id, len) = (fields.u16().unwrap_or(0), fields.u16().unwrap_or(0));
        let content = fields.take(usize::from(len)).ok_or(Why::Extra)?;
        if ours.contains(&id) {
            if found.iter().any(|(seen, _)| *seen == id) {
                return Err(Why::Extra);
            }
            found.push((id, content));
        }
    }
    Ok(found)
}
