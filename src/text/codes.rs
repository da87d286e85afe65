//! Words that stand in tables as codes, for machines and rules: what people read instead. A column says so by the unit `code`.

use crate::model::Lang;

/// The unit of a column whose cells are codes.
pub const CODE: &str = "code";

/// What a code means; one that is not known is shown as it is.
#[must_use]
pub fn coded(code: &str, lang: Lang) -> &str {
    let Some((_, zh, en)) = CODES.iter().find(|(known, ..)| *known == code) else { return code };
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

const CODES: &[(&str, &str, &str)] = &[
    // Whether a backup is there.
    ("done", "已完成", "done"),
    ("running", "正在进行", "running"),
    ("due", "未到完成时间", "not due yet"),
    ("missing", "缺失", "missing"),
    ("partial", "不完整", "incomplete"),
    // Where a time is from, and how often.
    ("log", "日志", "log"),
    ("header", "文件头", "header"),
    ("mtime", "文件时间", "file time"),
    ("daily", "每日", "daily"),
    ("weekly", "每周", "weekly"),
    ("monthly", "每月", "monthly"),
    // What a file proves.
    ("whole", "完整", "whole"),
    ("cut", "中断", "cut"),
    ("corrupt", "损坏", "damaged"),
    ("empty", "空", "empty"),
    ("foreign", "格式不符", "foreign"),
    ("incomplete-set", "文件不齐", "set incomplete"),
    ("not-looked-at", "不检查内容", "not looked into"),
    ("unknown", "不能断定", "unknown"),
    // How a run ended.
    ("success", "成功", "success"),
    ("warnings", "有警告", "warnings"),
    ("failed", "失败", "failed"),
    ("incomplete", "没有结束", "no end"),
    ("data-missing", "数据不全", "data missing"),
    ("nothing", "没有导出", "nothing exported"),
    ("benign", "无害", "harmless"),
    ("warning", "警告", "warning"),
    // Tables of a dump.
    ("total", "合计", "total"),
    ("differ", "日志与文件不符", "log and file differ"),
    ("gone", "这次没有", "gone"),
    ("absent", "策略要求而没有", "asked for, absent"),
    ("emptied", "变成空表", "emptied"),
    // Differences.
    ("extra", "多出", "extra"),
    ("job", "任务不同", "another job"),
    ("time", "时间不符", "another time"),
    ("charset", "字符集不同", "another character set"),
    // Digests.
    ("same", "未变", "same"),
    ("changed", "已改变", "changed"),
    ("first-sight", "首次登记", "first sight"),
    ("moving", "读时在变", "moving"),
    ("not-this-time", "轮到其他日子", "another night"),
    ("bad-signature", "签名不对", "bad signature"),
    ("manifest", "清单", "manifest"),
    // Loss of characters.
    ("none", "无", "none"),
    ("rare", "生僻字", "rare characters"),
    ("lossy", "汉字", "Chinese text"),
    ("definitions", "仅注释和代码", "definitions only"),
    // Protection.
    ("plain", "未加密", "not encrypted"),
    ("world-readable", "任何人可读", "readable by all"),
    ("world-writable", "任何人可改", "writable by all"),
    ("password", "留有口令", "password"),
    // Verdicts.
    ("ok", "通过", "passed"),
    ("note", "提示", "note"),
    ("critical", "不通过", "failed"),
    // RMAN.
    ("pieces", "备份片", "pieces"),
    ("missing-piece", "缺备份片", "piece missing"),
    ("gap", "归档断档", "gap"),
    ("autobackup", "控制文件自动备份", "control file autobackup"),
    ("skipped", "跳过", "skipped"),
    ("validate", "校验", "validate"),
    // Media.
    ("kept", "在库", "kept"),
    ("lent", "借出", "lent"),
    ("destroyed", "已销毁", "destroyed"),
    ("tape", "磁带", "tape"),
    ("disc", "光盘", "disc"),
    ("disk", "硬盘", "disk"),
    ("remote", "异地副本", "remote copy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_meaning() {
        let mut codes: Vec<&str> = CODES.iter().map(|(code, ..)| *code).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "{codes:?}");
        assert_eq!((coded("missing", Lang::Zh), coded("ORA-01555", Lang::Zh)), ("缺失", "ORA-01555"));
    }
}
