//! Numbers as people read them; the same in the terminal, in sentences and in sheets.

use crate::model::Lang;

/// At most two decimals, no trailing zeros, no grouping: `97.5`, `12`, `0.25`.
#[must_use]
pub fn number(n: f64) -> String {
    if !n.is_finite() {
        return "-".into();
    }
    let text = format!("{n:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".into() } else { text.into() }
}

/// Mebibytes in the largest unit that keeps the number above one: 1536 → `1.5 GB`.
#[must_use]
pub fn bytes_mb(mb: f64) -> String {
    let (value, unit) = match mb.abs() {
        m if m >= 1024.0 * 1024.0 => (mb / 1024.0 / 1024.0, "TB"),
        m if m >= 1024.0 => (mb / 1024.0, "GB"),
        m if m >= 1.0 || m == 0.0 => (mb, "MB"),
        _ => (mb * 1024.0, "KB"),
    };
    format!("{} {unit}", number(value))
}

/// Seconds as the two largest units: 183600 → `2 天 3 小时`.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a duration in seconds that is no i64 is not shown to the second")]
pub fn duration(seconds: f64, lang: Lang) -> String {
    if !seconds.is_finite() {
        return "-".into();
    }
    let total = seconds.abs().round() as i64;
    let units = match lang {
        Lang::Zh => [(86_400, " 天"), (3_600, " 小时"), (60, " 分"), (1, " 秒")],
        Lang::En => [(86_400, " d"), (3_600, " h"), (60, " min"), (1, " s")],
    };
    let first = units.iter().position(|(size, _)| total >= *size).unwrap_or(3);
    let mut text = format!("{}{}", total / units[first].0, units[first].1);
    if let Some((size, name)) = units.get(first + 1) {
        let rest = total % units[first].0 / size;
        if rest > 0 {
            text.push_str(&format!(" {rest}{name}"));
        }
    }
    if seconds < 0.0 && total > 0 { format!("-{text}") } else { text }
}

/// What stands behind a figure of a unit: `%`, `毫秒`; a unit that has no word stands for itself.
#[must_use]
pub fn unit(unit: &str, lang: Lang) -> &str {
    let (zh, en) = match unit {
        "count" | "number" | super::CODE => ("", ""),
        "percent" => ("%", "%"),
        "kb" => ("KB", "KB"),
        "mb" => ("MB", "MB"),
        "gb" => ("GB", "GB"),
        "bytes" => ("字节", "bytes"),
        "blocks" => ("块", "blocks"),
        "seconds" => ("秒", "s"),
        "ms" => ("毫秒", "ms"),
        "us" => ("微秒", "µs"),
        "minutes" => ("分", "min"),
        "hours" => ("小时", "h"),
        "days" => ("天", "d"),
        "celsius" => ("℃", "°C"),
        "per_second" => ("次/秒", "/s"),
        "per_hour" => ("次/时", "/h"),
        "per_day" => ("次/天", "/d"),
        "mb_per_day" => ("MB/天", "MB/d"),
        "mb_per_second" => ("MB/秒", "MB/s"),
        other => return other,
    };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(number(97.499_9), "97.5");
        assert_eq!(number(-0.001), "0");
        assert_eq!(bytes_mb(1536.0), "1.5 GB");
        assert_eq!(bytes_mb(0.5), "512 KB");
        assert_eq!(duration(183_600.0, Lang::Zh), "2 天 3 小时");
        assert_eq!(duration(59.6, Lang::En), "1 min");
        assert_eq!(duration(0.0, Lang::En), "0 s");
        assert_eq!((duration(-0.3, Lang::Zh), duration(-90.0, Lang::Zh)), ("0 秒".into(), "-1 分 30 秒".into()));
    }
}
