//! Times as ZIP has them: local, even seconds, from 1980 on.

use jiff::civil::{DateTime, date};

/// Date and time in the form of MS-DOS. No zone; two seconds are the finest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DosTime {
    pub(super) date: u16,
    pub(super) time: u16,
}

impl DosTime {
    /// 1980-01-01 00:00, the first that there is.
    pub const FIRST: Self = Self { date: 0x0021, time: 0 };

    /// The nearest that ZIP can say: odd seconds are rounded down, years outside of 1980 to 2107 moved to the edge.
    #[must_use]
    pub fn of(civil: DateTime) -> Self {
        let civil = civil.clamp(date(1980, 1, 1).at(0, 0, 0, 0), date(2107, 12, 31).at(23, 59, 58, 0));
        let part = |value: i8, shift: u32| u16::try_from(value).unwrap_or(0) << shift;
        let year = u16::try_from(civil.year() - 1980).unwrap_or(0);
        Self {
            date: year << 9 | part(civil.month(), 5) | part(civil.day(), 0),
            time: part(civil.hour(), 11) | part(civil.minute(), 5) | part(civil.second() / 2, 0),
        }
    }

    /// The time that is meant. `None` where there is no such time, as the 30th of February; many writers leave zeros.
    #[must_use]
    pub fn civil(self) -> Option<DateTime> {
        let part = |bits: u16, shift: u32, mask: u16| i8::try_from(bits >> shift & mask).ok();
        let year = i16::try_from(self.date >> 9).ok()? + 1980;
        let (month, day) = (part(self.date, 5, 15)?, part(self.date, 0, 31)?);
        let (hour, minute, second) = (part(self.time, 11, 31)?, part(self.time, 5, 63)?, part(self.time, 0, 31)? * 2);
        DateTime::new(year, month, day, hour, minute, second, 0).ok()
    }
}
