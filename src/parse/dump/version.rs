//! Versions of Oracle as headers, banners and parameters write them: `V19.03.00`, `11.02.00.00.00`, `12.1.0.2`.

use std::fmt;

/// A version of up to five numbers; those that were not said are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version([u16; 5]);

impl Version {
    /// Reads `V19.03.00` or `11.2.0.4`; `None` where it is not one to five numbers between points.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix(['V', 'v']).unwrap_or(text);
        let mut numbers = [0; 5];
        let mut places = numbers.iter_mut();
        for word in text.split('.') {
            let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
            *places.next()? = word.parse().ok().filter(|_| plain)?;
        }
        Some(Self(numbers))
    }

    /// The first number: 11, 19, 23.
    #[must_use]
    pub fn major(self) -> u16 {
        let [major, ..] = self.0;
        major
    }

    /// What makes a release of its own: two numbers up to 12.2, one from 18 on, where the second counts patch bundles.
    #[must_use]
    pub fn release(self) -> (u16, u16) {
        let [major, minor, ..] = self.0;
        (major, if major >= 18 { 0 } else { minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = self.0.iter().rposition(|&n| n != 0).unwrap_or(0).max(1);
        for (i, n) in self.0.iter().take(told + 1).enumerate() {
            write!(f, "{}{n}", if i == 0 { "" } else { "." })?;
        }
        Ok(())
    }
}

/// Whether a server (or `imp`) of that version may read the dump: neither Import nor Data Pump reads what a later release wrote
/// (Oracle Database Utilities, "Using Different Releases of Export and Import"; ORA-39142, IMP-00010). Patch levels do not matter.
#[must_use]
pub fn restorable(dump: Version, server: Version) -> bool {
    dump.release() <= server.release()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    #[test]
    fn headers_banners_and_parameters_mean_the_same() {
        assert_eq!(v("V19.03.00"), v("19.3.0.0.0"));
        assert_eq!(v("11.02.00.00.00"), v("11.2"));
        assert!(v("9.2.0.8") < v("10.1"), "as numbers, not as letters");
        assert_eq!(
            (v("V08.01.07").to_string(), v("19.3.0.0.0").to_string(), v("23").to_string()),
            ("8.1.7".into(), "19.3".into(), "23.0".into())
        );
        for bad in ["", "V", "19c", "1.2.3.4.5.6", "11..2", "-1.2", "70000.1", "+1"] {
            assert_eq!(Version::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_later_release_is_not_restorable_and_patches_do_not_matter() {
        for (dump, server, may) in [
            ("11.2", "19.3", true),
            ("19.3", "11.2.0.4", false),
            ("11.2.0.4", "11.2.0.1", true),
            ("12.2", "12.1.0.2", false),
            ("19.21", "19.3", true),
            ("21.0", "19.21", false),
            ("10.2", "9.2", false),
        ] {
            assert_eq!(restorable(v(dump), v(server)), may, "{dump} into {server}");
        }
    }
}
