//! The rules of masking that are in force, and what they find in words.

use std::collections::BTreeMap;

use super::App;
use super::words::say;
use crate::error::{Error, Kind, Result};
use crate::mask::{self, Rules, Why};
use crate::model::{Lang, Words};
use crate::text::Msg;

/// What every site masks, with what this one adds and spares (`mask` under `[ticket]`); numbers of its own tickets pass. A file with
/// a fault is an error: half of the rules would let through what the other half is for.
pub(super) fn rules(app: &App) -> Result<Rules> {
    let settings = &app.config()?.settings.ticket;
    let (place, text) = match &settings.mask {
        None => ("mask".to_owned(), String::new()),
        Some(path) => {
            let place = path.value.display().to_string();
            let failed = |cause| Error::new(Kind::Config, Msg::ReadFile { path: place.clone() }).because(cause);
            let text = std::fs::read_to_string(&path.value).map_err(failed)?;
            (place, text)
        }
    };
    let rules = mask::read(&text).map_err(|faults| {
        let told = faults.iter().map(|fault| fault_error(&place, fault)).collect();
        Error::all(told).unwrap_or_else(|| Error::new(Kind::Config, Msg::ReadFile { path: place.clone() }))
    })?;
    Ok(rules.spare_tickets([settings.prefix()]))
}

fn fault_error(path: &str, fault: &mask::Fault) -> Error {
    let place = match fault.line {
        0 => path.to_owned(),
        line => format!("{path}:{line}"),
    };
    let error = |msg| Error::new(Kind::Config, msg);
    match &fault.why {
        Why::Syntax(cause) => error(Msg::MaskSyntax { place }).because(cause),
        Why::Short => error(Msg::MaskShort { place }),
        Why::Pattern(cause) => error(Msg::MaskPattern { place }).because(cause),
        Why::Empty => error(Msg::MaskEmpty { place }),
        Why::Build(cause) => error(Msg::MaskBuild { place }).because(cause),
    }
}

/// The name of what was found.
fn kind_words(kind: mask::Kind) -> Words {
    use mask::Kind as K;
    match kind {
        K::ResidentId => Words::new("身份证号", "resident id"),
        K::CreditCode => Words::new("统一社会信用代码", "credit code"),
        K::TaxNumber => Words::new("纳税人识别号", "taxpayer number"),
        K::BankCard => Words::new("银行卡号", "bank card"),
        K::Mobile => Words::new("手机号", "mobile number"),
        K::Landline => Words::new("固定电话", "telephone number"),
        K::Account => Words::new("账号", "account"),
        K::Password => Words::new("密码或密钥", "password or key"),
        K::Name => Words::new("人名或单位名称", "name of a person or firm"),
        K::Ip => Words::new("IP 地址", "IP address"),
        K::Email => Words::new("电子邮箱", "mail address"),
        K::Site => Words::new("本单位规定的词", "word of the site's list"),
    }
}

/// One kind with its number: 手机号 2 处.
pub(super) fn one(kind: mask::Kind, count: usize, lang: Lang) -> String {
    let words = kind_words(kind);
    match lang {
        Lang::Zh => format!("{} {count} 处", words.zh),
        Lang::En => format!("{} × {count}", words.en),
    }
}

/// All kinds with their numbers.
pub(super) fn counted(hits: &BTreeMap<mask::Kind, usize>, lang: Lang) -> String {
    let told: Vec<String> = hits.iter().map(|(kind, count)| one(*kind, *count, lang)).collect();
    told.join(say(lang, "、", ", "))
}
