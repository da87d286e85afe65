//! Type sizes by their Chinese names, and lengths as they are written; in the units of the format: half points and twips.

/// Named sizes that a text can have, in half points.
const NAMES: &[(&str, u32)] = &[("三号", 32), ("小三", 30), ("四号", 28), ("小四", 24), ("五号", 21), ("小五", 18)];

/// The longest distance that a line or a row can have: 1584 pt.
const MOST_TWIPS: u32 = 31_680;

/// A type size in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Size(pub(super) u32);

impl Size {
    pub(super) const NO2: Self = Self(44);
    pub(super) const NO2_SMALL: Self = Self(36);
    pub(super) const NO3: Self = Self(32);
    pub(super) const NO4: Self = Self(28);
    pub(super) const NO4_SMALL: Self = Self(24);
    pub(super) const NO5: Self = Self(21);
    pub(super) const NO5_SMALL: Self = Self(18);

    pub(super) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, half_points)| Self(*half_points))
    }

    /// The names, as an error lists them.
    pub(super) fn names() -> String {
        NAMES.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(" / ")
    }

    /// The width of this many full-width characters, in twips.
    pub(super) fn chars(self, count: u32) -> u32 {
        self.0 * 10 * count
    }

    /// The distance of lines in twips: 22 lines of 16 pt fill a page of the norm, other sizes in proportion.
    pub(super) fn line(self) -> u32 {
        if self == Self::NO3 { 579 } else { self.0 * 18 }
    }
}

/// `1.2cm`, `12mm` or `30pt` in twips; `None` for anything else, and for what is too small or too large to print.
pub(super) fn length(text: &str) -> Option<u32> {
    let text = text.trim();
    let units = [("cm", 566.929), ("mm", 56.6929), ("pt", 20.0)];
    let (number, twips) = units.iter().find_map(|(unit, twips)| Some((text.strip_suffix(unit)?.trim(), twips)))?;
    let plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    whole(number.parse::<f64>().ok().filter(|_| plain)? * twips).filter(|n| (20..=MOST_TWIPS).contains(n))
}

/// Millimetres in twips.
pub(super) fn millimetres(mm: f64) -> Option<u32> {
    whole(mm * 56.6929)
}

/// The nearest whole number, when it is one that a page can have.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked
fn whole(number: f64) -> Option<u32> {
    (0.0..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_twips() {
        assert_eq!(length("1.2cm"), Some(680));
        assert_eq!(length(" 10 mm "), Some(567));
        assert_eq!(length("30pt"), Some(600));
        for wrong in ["", "12", "cm", "-1cm", "1e3pt", "infpt", "NaNcm", "0cm", "9000cm"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_page_of_the_norm_has_22_lines() {
        let text_height = 16_838 - 2098 - 1984;
        assert_eq!(text_height / Size::NO3.line(), 22);
        assert_eq!(Size::named("三号"), Some(Size::NO3));
        assert_eq!(Size::named("3号"), None);
    }
}
