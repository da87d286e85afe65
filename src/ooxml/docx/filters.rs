//! Filters of templates, each with a Chinese and an English name, and the functions that draw.
//!
//! | | |
//! | --- | --- |
//! | `日期` `date_cn` | `2026-11-22…` → 2026年11月22日; `格式="%Y.%m.%d"` (`format`) |
//! | `时间` `time_cn` | `2026-11-22T08:05:09` → 2026年11月22日 08:05; `格式` (`format`) |
//! | `百分比` `percent` | 12.345 → 12.35%; `位数=1` (`digits`); `比例=true` (`ratio`): 0.12 → 12% |
//! | `千分位` `thousands` | 1234567.5 → 1,234,567.5; `位数` (`digits`): fixed decimals |
//! | `大写金额` `amount_cn` | 1234.5 → 壹仟贰佰叁拾肆元伍角整 |
//! | `脱敏` `mask` | 18-digit number, telephone, name: the middle becomes `*` |
//! | `默认` `default_to` | `值="无"` (`value`): for null and empty texts |
//! | `是否` `yes_no` | true → 是, false → 否 |

use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::data;
use super::marks;
use super::tag::encoded;

/// Registers a filter under both names.
macro_rules! both {
    ($tera:ident, $zh:literal, $en:literal, $filter:expr) => {
        $tera.register_filter(encoded($zh), $filter);
        $tera.register_filter($en, $filter);
    };
}

/// `unknown`: what stands for null.
pub(super) fn register(tera: &mut Tera, unknown: &'static str) {
    both!(tera, "日期", "date_cn", |v: Value, k: Kwargs, _: &State<'_>| known(v, |v| date(v, &k, "%Y年%-m月%-d日")));
    both!(tera, "时间", "time_cn", |v: Value, k: Kwargs, _: &State<'_>| known(v, |v| date(v, &k, "%Y年%-m月%-d日 %H:%M")));
    both!(tera, "百分比", "percent", |v: Value, k: Kwargs, _: &State<'_>| known(v, |v| percent(v, &k)));
    both!(tera, "千分位", "thousands", |v: Value, k: Kwargs, _: &State<'_>| known(v, |v| thousands(v, &k)));
    both!(tera, "大写金额", "amount_cn", |v: Value, _: Kwargs, _: &State<'_>| known(v, amount));
    both!(tera, "脱敏", "mask", |v: Value, _: Kwargs, _: &State<'_>| known(v, |v| Ok(mask(&v.to_string()))));
    both!(tera, "默认", "default_to", |v: Value, k: Kwargs, _: &State<'_>| default(v, &k));
    both!(tera, "是否", "yes_no", |v: Value, _: Kwargs, _: &State<'_>| yes_no(v));
    tera.register_filter("tidy", move |v: Value, _: Kwargs, _: &State<'_>| tidy(v, unknown));
    marks::register(tera);
}

/// What is not known stays so; an empty text stays empty.
fn known(value: Value, say: impl FnOnce(&Value) -> TeraResult<String>) -> TeraResult<Value> {
    if value.is_none() || value.as_str() == Some("") { Ok(value) } else { say(&value).map(Value::from) }
}

fn wrong(what: &str, value: &Value) -> tera::Error {
    tera::Error::message(format!("{what}: {value}"))
}

/// An argument by its Chinese or English name.
fn argument<'k, T: tera::ArgFromValue<'k, Output = T>>(kwargs: &'k Kwargs, zh: &'k str, en: &'k str) -> TeraResult<Option<T>> {
    Ok(match kwargs.get::<T>(zh)? {
        Some(found) => Some(found),
        None => kwargs.get::<T>(en)?,
    })
}

/// What an expression yields, with numbers as people write them, and a word for what is not known. What is not defined is an error
/// here as everywhere.
fn tidy(value: Value, unknown: &'static str) -> TeraResult<Value> {
    if value.is_undefined() {
        return Err(tera::Error::message("undefined"));
    }
    if value.is_none() {
        return Ok(Value::from(unknown));
    }
    Ok(if value.is_f64() { value.as_f64().map_or(value, data::number) } else { value })
}

fn date(value: &Value, kwargs: &Kwargs, usual: &str) -> TeraResult<String> {
    let format = argument::<&str>(kwargs, &encoded("格式"), "format")?.map(str::to_owned);
    let text = value.as_str().ok_or_else(|| wrong("not a date", value))?.trim().replace('/', "-");
    let time = text.parse::<DateTime>().or_else(|_| text.parse::<Date>().map(DateTime::from)).map_err(|_| wrong("not a date", value))?;
    strtime::format(format.as_deref().unwrap_or(usual), time).map_err(|e| tera::Error::message(e.to_string()))
}

/// A number, also one that is written as text.
fn numeric(value: &Value) -> TeraResult<f64> {
    let text = || value.as_str()?.trim().replace([',', '，'], "").parse::<f64>().ok();
    value.as_f64().or_else(text).filter(|n| n.is_finite()).ok_or_else(|| wrong("not a number", value))
}

fn decimals(n: f64, digits: Option<usize>) -> String {
    let text = format!("{n:.*}", digits.unwrap_or(2).min(15));
    let text = if digits.is_none() { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    let zero = text.starts_with('-') && !text.contains(|c: char| ('1'..='9').contains(&c));
    if zero { text[1..].to_owned() } else { text.to_owned() }
}

fn percent(value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    let digits = argument::<usize>(kwargs, &encoded("位数"), "digits")?;
    let ratio = argument::<bool>(kwargs, &encoded("比例"), "ratio")?.unwrap_or(false);
    let n = numeric(value)? * if ratio { 100.0 } else { 1.0 };
    Ok(decimals(n, digits) + "%")
}

fn thousands(value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    let digits = argument::<usize>(kwargs, &encoded("位数"), "digits")?;
    let whole_number = if digits.is_none() { value.as_i128().map(|n| n.to_string()) } else { None };
    let text = match whole_number {
        Some(text) => text,
        None => decimals(numeric(value)?, digits),
    };
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, rest) = text.find('.').map_or((text, ""), |dot| text.split_at(dot));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    Ok(out + rest)
}

/// Up to 9999 千亿, to the cent, as cheques and contracts write it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the amount is checked against what can be written")]
fn amount(value: &Value) -> TeraResult<String> {
    let n = numeric(value)?;
    let cents = (n.abs() * 100.0).round();
    if cents >= 1e15 {
        return Err(wrong("too large an amount", value));
    }
    let cents = cents as u64;
    let (yuan, jiao, fen) = (cents / 100, cents / 10 % 10, cents % 10);
    let mut out = String::from(if n < 0.0 && cents > 0 { "负" } else { "" });
    if yuan > 0 || cents == 0 {
        out.push_str(&whole_cn(yuan));
        out.push('元');
    }
    match (jiao, fen) {
        (0, 0) => out.push('整'),
        (jiao, fen) => {
            if jiao > 0 {
                out.push(digit(jiao));
                out.push('角');
            } else if yuan > 0 {
                out.push('零');
            }
            if fen > 0 {
                out.push(digit(fen));
                out.push('分');
            } else {
                out.push('整');
            }
        }
    }
    Ok(out)
}

fn digit(n: u64) -> char {
    usize::try_from(n).ok().and_then(|n| "零壹贰叁肆伍陆柒捌玖".chars().nth(n)).unwrap_or('零')
}

/// Groups of four, each with its unit; a gap of zeros is one 零.
fn whole_cn(n: u64) -> String {
    if n == 0 {
        return "零".into();
    }
    let (mut out, mut gap) = (String::new(), false);
    for (size, unit) in [(1_000_000_000_000_u64, "兆"), (100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let group = n / size % 10_000;
        if group == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (place, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
            let d = group / place % 10;
            if d == 0 {
                gap = !out.is_empty();
            } else {
                if gap {
                    out.push('零');
                }
                gap = false;
                out.push(digit(d));
                out.push_str(name);
            }
        }
        out.push_str(unit);
        gap = group.is_multiple_of(10) && gap;
    }
    out
}

/// Numbers of identity cards keep 3 and 4 digits, telephones 3 and 4, names their first character, mail its first and its domain.
fn mask(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let hidden = |from: usize, to: usize| -> String {
        chars.iter().enumerate().map(|(i, c)| if (from..to).contains(&i) { '*' } else { *c }).collect()
    };
    let digits = chars.iter().filter(|c| c.is_ascii_digit()).count();
    match chars.len() {
        0 | 1 => text.to_owned(),
        n if text.contains('@') => hidden(1, chars.iter().position(|c| *c == '@').unwrap_or(n)),
        n if digits + 1 >= n && n >= 15 => hidden(3, n - 4),
        n if digits + 2 >= n && n >= 7 => hidden(3, n.saturating_sub(4).max(4)),
        n if n > 4 => hidden(1, n - 1),
        n => hidden(1, if n > 2 { n - 1 } else { n }),
    }
}

fn default(value: Value, kwargs: &Kwargs) -> TeraResult<Value> {
    let absent = value.is_none() || value.is_undefined() || value.as_str().is_some_and(|text| text.trim().is_empty());
    if !absent {
        return Ok(value);
    }
    let zh = kwargs.get::<Value>(&encoded("值"))?;
    Ok(match zh {
        Some(value) => value,
        None => kwargs.must_get::<Value>("value")?,
    })
}

fn yes_no(value: Value) -> Value {
    match value.as_bool() {
        Some(true) => Value::from("是"),
        Some(false) => Value::from("否"),
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_on_cheques() {
        let say = |n: f64| amount(&Value::from(n)).unwrap();
        assert_eq!(say(0.0), "零元整");
        assert_eq!(say(1234.5), "壹仟贰佰叁拾肆元伍角整");
        assert_eq!(say(100_200.03), "壹拾万零贰佰元零叁分");
        assert_eq!(say(0.56), "伍角陆分");
        assert_eq!(say(-10_000_000.0), "负壹仟万元整");
        assert_eq!(say(1_001_000_100.0), "壹拾亿零壹佰万零壹佰元整");
        assert_eq!(say(105.0), "壹佰零伍元整");
        assert!(amount(&Value::from(1e16)).is_err());
    }

    #[test]
    fn what_is_private_is_masked() {
        assert_eq!(mask("540102199001011234"), "540***********1234");
        assert_eq!(mask("54010219900101123X"), "540***********123X");
        assert_eq!(mask("13800138000"), "138****8000");
        assert_eq!([mask("张三"), mask("欧阳娜娜"), mask("次")], ["张*", "欧**娜", "次"]);
        assert_eq!(mask("zhang@xz.cn"), "z****@xz.cn");
        assert_eq!(mask("次仁多吉旺堆"), "次****堆");
    }

    #[test]
    fn numbers_are_grouped_and_cut() {
        let none = || Kwargs::new(std::sync::Arc::default());
        assert_eq!(thousands(&Value::from(1_234_567.5), &none()).unwrap(), "1,234,567.5");
        assert_eq!(thousands(&Value::from(-1234), &none()).unwrap(), "-1,234");
        assert_eq!(percent(&Value::from(12.345), &none()).unwrap(), "12.35%");
        assert_eq!(decimals(-0.001, None), "0");
        assert!(percent(&Value::from("很多"), &none()).is_err());
    }
}
