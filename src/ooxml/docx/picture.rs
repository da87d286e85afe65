//! Pictures: what they are and how large, from their first bytes.

/// PNG or JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
}

impl Format {
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Png => ".png",
            Self::Jpeg => ".jpeg",
        }
    }

    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A picture's format, width and height in pixels.
pub(super) fn measure(bytes: &[u8]) -> Option<(Format, u32, u32)> {
    let found = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        (bytes.get(12..16)? == b"IHDR").then_some(())?;
        (Format::Png, number(16)?, number(20)?)
    } else {
        let (width, height) = jpeg(bytes)?;
        (Format::Jpeg, width, height)
    };
    (found.1 > 0 && found.2 > 0).then_some(found)
}

/// Walks the segments of a JPEG to the one that tells its size.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        let kind = *bytes.get(at + 1)?;
        let number = |offset: usize| Some(u16::from_be_bytes(bytes.get(at + offset..at + offset + 2)?.try_into().ok()?));
        match kind {
            // Padding, and segments without a length.
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            0xC0..=0xCF if !matches!(kind, 0xC4 | 0xC8 | 0xCC) => return Some((u32::from(number(7)?), u32::from(number(5)?))),
            0xD9 | 0xDA => return None,
            _ => at += 2 + usize::from(number(2)?.max(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_come_from_the_header() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 3, 132, 0, 0, 1, 194]);
        assert_eq!(measure(&png), Some((Format::Png, 900, 450)));
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 11, 8, 0, 100, 0, 200, 1];
        assert_eq!(measure(&jpeg), Some((Format::Jpeg, 200, 100)));
        for cut in 0..jpeg.len() - 1 {
            assert_eq!(measure(&jpeg[..cut]), None);
        }
        assert_eq!(measure(b"GIF89a"), None);
    }
}
