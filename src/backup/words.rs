//! What readers of files found, in words of both languages.

use super::dumpfile::Proof;
use crate::model::Words;
use crate::model::backup::Producer;
use crate::parse::archive::{Doubt as PackDoubt, Kind, Tested, Verdict, Why as PackWhy};
use crate::parse::backuplog::{self as log, Reason, Run};
use crate::parse::dump::{Format, datapump, exp};

fn say(zh: impl Into<String>, en: impl Into<String>) -> Words {
    Words::new(zh, en)
}

pub(super) fn no_bytes() -> Words {
    say("0 字节", "0 bytes")
}

pub(super) fn zeros() -> Words {
    say("全是 0 字节，没有任何内容", "nothing but NUL bytes")
}

pub(super) fn custom() -> Words {
    say("producer = custom：内容不检查，只比较大小和校验值", "producer = custom: contents are not looked at, only size and digest")
}

pub(super) fn rman_piece() -> Words {
    say(
        "RMAN 备份片的内部格式没有公开，完整性看日志、校验值和 VALIDATE",
        "the inside of RMAN pieces is not documented; log, digest and VALIDATE speak for them",
    )
}

pub(super) fn encrypted() -> Words {
    say("文件是加密的，没有密钥看不到里面", "it is encrypted: without the key nothing of it can be proved")
}

pub(super) fn no_dump_inside() -> Words {
    say("压缩包完整，但里面不是 exp 或 Data Pump 的导出", "the packing is whole, and what is in it is no dump")
}

pub(super) fn other_dump(what: &str) -> Words {
    say(format!("里面是 {what} 的导出，与策略的工具不符"), format!("it holds a dump of {what}, which is not the set's tool"))
}

pub(super) fn length_inside(expected: u64, found: u64) -> Words {
    say(
        format!("压缩包完整，里面的导出按主表应有 {expected} 字节，实有 {found} 字节"),
        format!("the packing is whole; by its master table the dump in it has {expected} bytes, and it has {found}"),
    )
}

pub(super) fn not_unpacked(what: &str) -> Words {
    say(format!("{what} 格式不能在这里解开验证"), format!("{what} cannot be unpacked here"))
}

/// What a format is called.
pub(super) fn format_name(format: &Format) -> &'static str {
    match format {
        Format::Exp => "exp",
        Format::DataPump => "Data Pump",
        Format::DataPumpWithoutJob => "ORACLE_DATAPUMP",
        Format::Gzip => "gzip",
        Format::Compress => "compress",
        Format::Zip => "zip",
        Format::Xz => "xz",
        Format::Zstd => "zstd",
        Format::Bzip2 => "bzip2",
        Format::SevenZip => "7z",
        Format::Tar => "tar",
        Format::Empty => "0",
        Format::Zeros { .. } => "NUL",
        Format::Unknown { .. } => "?",
    }
}

pub(super) fn layer_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Gzip => "gzip",
        Kind::Xz => "xz",
        Kind::Zstd => "zstd",
        Kind::Bzip2 => "bzip2",
        Kind::Tar => "tar",
        Kind::Zip => "zip",
    }
}

pub(super) fn foreign(format: &Format, producer: Producer) -> Words {
    let begins = match format {
        Format::Unknown { first } => first.iter().take(16).map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(" "),
        other => format_name(other).to_owned(),
    };
    say(
        format!("应为 {} 的文件，开头是 {begins}", producer.as_str()),
        format!("not a file of {}: it begins with {begins}", producer.as_str()),
    )
}

/// Why a header of `exp` was not understood.
pub(super) fn exp_fault(fault: exp::Fault) -> Proof {
    use exp::Fault;
    let header = |at: u64| Proof::Corrupt { at: Some(at), why: say("文件头看不懂", "the header makes no sense") };
    match fault {
        Fault::NotExp => Proof::Foreign(say("文件头不是 exp 的", "the header is not that of exp")),
        Fault::TextMode { at } => Proof::Corrupt {
            at: Some(at),
            why: say("换行成了 CR LF：文件用文本方式传输过，已不能用", "lines end in CR LF: it was transferred in text mode and is spoilt"),
        },
        Fault::Short { at } => Proof::Cut { at: Some(at), why: say("文件在文件头里就断了", "it ends inside the header") },
        Fault::User { at } | Fault::Mode { at } | Fault::RecordLength { at } | Fault::Number { at } | Fault::Tail { at } => header(at),
    }
}

/// What the end of an `exp` dump proves.
pub(super) fn exp_whole(whole: exp::Whole) -> Proof {
    use exp::{Cut, Doubt, Whole};
    match whole {
        Whole::Whole { no_table: true, .. } => Proof::Empty(say("完整，但里面一张表也没有", "whole, and without a single table")),
        Whole::Whole { .. } => Proof::Whole,
        Whole::Cut(Cut::InRecord { length, over }) => Proof::Cut {
            at: Some(length),
            why: say(
                format!("没有结尾标记 EXIT，最后一个记录只有 {over} 字节"),
                format!("no closing EXIT, and the last record has only {over} bytes"),
            ),
        },
        Whole::Cut(Cut::InPadding { exit_at, missing }) => Proof::Cut {
            at: Some(exit_at),
            why: say(
                format!("结尾标记 EXIT 在，后面的填充少 {missing} 字节（数据不缺）"),
                format!("EXIT is there, {missing} bytes of padding behind it are not (no data are lost)"),
            ),
        },
        Whole::Cut(Cut::ZeroedTail { from }) => Proof::Corrupt {
            at: Some(from),
            why: say(
                "从这里到文件尾全是 0：写入时断电或磁盘出错",
                "NUL from here to the end: a power cut or a disk error while it was written",
            ),
        },
        Whole::Cut(Cut::Garbage { at, .. }) => {
            Proof::Corrupt { at: Some(at), why: say("结尾标记之后还有别的内容", "something follows the closing EXIT") }
        }
        Whole::Unknown(Doubt::NoExit { .. }) => Proof::Unknown(say(
            "没有结尾标记 EXIT：可能是 FILESIZE 分出的一片，也可能正好断在记录边界",
            "no closing EXIT: a piece made with FILESIZE, or cut just at the end of a record",
        )),
        Whole::Unknown(Doubt::LongPadding { .. }) => {
            Proof::Unknown(say("结尾标记之后的填充比见过的都长", "more padding behind EXIT than was ever seen"))
        }
    }
}

/// Why a header of Data Pump was not understood.
pub(super) fn pump_fault(fault: datapump::Fault) -> Proof {
    use datapump::Fault;
    match fault {
        Fault::NotDataPump => Proof::Foreign(say("文件头不是 Data Pump 的", "the header is not that of Data Pump")),
        Fault::NoJob => Proof::Unknown(say(
            "文件头里没有任务名：外部表文件，或没有见过的格式",
            "no job in the header: a file of an external table, or a shape never seen",
        )),
        Fault::Short { length } => Proof::Cut { at: Some(length), why: say("文件在文件头里就断了", "it ends inside the header") },
        Fault::BlockSize { .. } | Fault::Master { .. } => {
            Proof::Corrupt { at: Some(0), why: say("文件头里的数互相矛盾", "the numbers in the header contradict each other") }
        }
    }
}

/// What a Data Pump file proves by itself.
pub(super) fn pump_whole(whole: &datapump::Whole) -> Proof {
    use datapump::{Cut, Doubt, Whole};
    let cut = |at: u64, expected: u64| Proof::Cut {
        at: Some(at),
        why: say(
            format!("按主表应有 {expected} 字节，实有 {at} 字节"),
            format!("by its master table it has {expected} bytes, and it has {at}"),
        ),
    };
    match *whole {
        Whole::Whole { .. } => Proof::Whole,
        Whole::Cut(Cut::Short { length, expected }) => cut(length, expected),
        Whole::Cut(Cut::Long { length, expected }) => Proof::Corrupt {
            at: Some(expected),
            why: say(
                format!("按主表应有 {expected} 字节，实有 {length} 字节"),
                format!("by its master table it has {expected} bytes, and it has {length}"),
            ),
        },
        Whole::Cut(Cut::InBlock { length, over }) => Proof::Cut {
            at: Some(length),
            why: say(format!("没有主表，最后一块只有 {over} 字节"), format!("no master table, and the last block has only {over} bytes")),
        },
        Whole::Cut(Cut::NoMaster { at }) => {
            Proof::Corrupt { at: Some(at), why: say("主表的位置全是 0", "NUL where the master table begins") }
        }
        Whole::Cut(Cut::ZeroedTail { from, .. }) => {
            Proof::Corrupt { at: Some(from), why: say("从这里到文件尾全是 0", "NUL from here to the end") }
        }
        Whole::Unfinished => Proof::Unknown(say(
            "文件头里还没有主表：任务在进行、被杀，或主表在同组另一个文件里",
            "the header names no master table: the job runs, was killed, or another file of the set holds it",
        )),
        Whole::Unknown(Doubt::Version { fits }) => Proof::Unknown(fit("没有见过的文件版本", "a version of the format never seen", fits)),
        Whole::Unknown(Doubt::OneOfSet { fits }) => Proof::Unknown(fit("多文件导出的一片", "one of a set of files", fits)),
        Whole::Unknown(Doubt::Lengths) => {
            Proof::Unknown(say("长度对得上，内部长度对不上", "the length is right, the lengths inside do not agree"))
        }
    }
}

fn fit(zh: &str, en: &str, fits: bool) -> Words {
    if fits {
        say(format!("{zh}；长度与主表相符"), format!("{en}; its length fits its master table"))
    } else {
        say(format!("{zh}；长度与主表不符，不能断定"), format!("{en}; its length does not fit its master table, which proves nothing here"))
    }
}

/// What stands against a set of Data Pump files.
pub(super) fn disagreement(what: &datapump::Disagreement, name: &dyn Fn(usize) -> String) -> Words {
    use datapump::Disagreement as D;
    match what {
        D::Cut { file, .. } => say(format!("{} 不完整", name(*file)), format!("{} is not whole", name(*file))),
        D::OtherJob { file } => say(format!("{} 属于另一次导出", name(*file)), format!("{} is of another export", name(*file))),
        D::BlockSize { file } => say(format!("{} 的块大小不同", name(*file)), format!("{} has another block size", name(*file))),
        D::Duplicate { file, of } => {
            say(format!("{} 与 {} 是同一片", name(*file), name(*of)), format!("{} is the same piece as {}", name(*file), name(*of)))
        }
        D::Masters { files } => {
            let all: Vec<String> = files.iter().map(|f| name(*f)).collect();
            say(format!("不止一个文件有主表：{}", all.join("、")), format!("more than one has a master table: {}", all.join(", ")))
        }
        D::Missing { numbers } => {
            let all: Vec<String> = numbers.iter().map(u32::to_string).collect();
            say(format!("缺第 {} 片", all.join("、")), format!("piece {} is missing", all.join(", ")))
        }
    }
}

/// What unpacking a file proved.
pub(super) fn archive_verdict(tested: &Tested) -> Proof {
    let layer = |index: usize| tested.layers.get(index).map_or("?", |layer| layer_name(layer.kind));
    match tested.verdict {
        Verdict::Whole => Proof::Whole,
        Verdict::Cut { layer: index, at } => Proof::Cut {
            at: Some(at),
            why: say(format!("{} 没有结束就断了", layer(index)), format!("{} ends before its end", layer(index))),
        },
        Verdict::Corrupt { layer: index, at, why } => {
            let (zh, en) = match why {
                PackWhy::Data => ("压缩数据不合法", "the packed data are not valid"),
                PackWhy::Header => ("文件头不对", "a header is wrong"),
                PackWhy::Sum => ("校验和不符", "a check sum does not hold"),
                PackWhy::Length => ("长度不符", "a length does not hold"),
                PackWhy::Directory => ("目录与内容不符", "the directory does not fit the entries"),
            };
            Proof::Corrupt { at: Some(at), why: say(format!("{}：{zh}", layer(index)), format!("{}: {en}", layer(index))) }
        }
        Verdict::Trailing { layer: index, at } => Proof::Corrupt {
            at: Some(at),
            why: say(format!("{} 完整，后面还有别的内容", layer(index)), format!("{} is whole, and something follows it", layer(index))),
        },
        Verdict::Bomb { bytes_in, bytes_out, .. } => Proof::Corrupt {
            at: Some(bytes_in),
            why: say(
                format!("{bytes_in} 字节解出了 {bytes_out} 字节仍没有完，像压缩炸弹，已停止"),
                format!("{bytes_in} bytes gave {bytes_out} and more: stopped, as a bomb does so"),
            ),
        },
        Verdict::Stopped => Proof::Unread("stopped".into()),
        Verdict::Unread { at, kind } => Proof::Unread(format!("{kind} ({at})")),
        Verdict::Unknown { why, .. } => Proof::Unknown(match why {
            PackDoubt::Empty => no_bytes(),
            PackDoubt::NotPacked => say("不是见过的压缩格式", "no known packing"),
            PackDoubt::Depth => say("压缩套得太深", "packed too many times over"),
            PackDoubt::Memory => say("解压需要的内存超过上限", "unpacking takes more memory than allowed"),
            PackDoubt::Encrypted => say("有加密的内容，没有解开看", "encrypted entries were passed over"),
            PackDoubt::Method(method) => {
                say(format!("有不认识的压缩方法 {method}"), format!("entries in method {method} were passed over"))
            }
            PackDoubt::Unsupported => say("需要外部字典，或是更新的格式", "it needs a dictionary, or is of a later format"),
            PackDoubt::Length => say("有的内容长度未知，无法走完", "an entry does not tell its length"),
            PackDoubt::Volume => say("是分卷之一", "it is one of a set of volumes"),
        }),
    }
}

/// What a log's tool is called.
pub(super) fn tool(tool: log::Tool) -> &'static str {
    use log::Tool;
    match tool {
        Tool::Exp => "exp",
        Tool::Imp => "imp",
        Tool::Expdp => "expdp",
        Tool::Impdp => "impdp",
        Tool::Rman => "rman",
        Tool::Dm => "达梦 dexp",
        Tool::Kingbase => "人大金仓",
        Tool::OtherVendor => "other",
        Tool::Other => "?",
    }
}

/// Why a run is not simply good.
pub(super) fn reason(run: &Run, reason: Reason) -> Words {
    let code = |index: usize| run.codes.get(index).map_or_else(String::new, |code| format!("{}: {}", code.code, code.message));
    let table = |index: usize| {
        run.rows.get(index).map_or_else(String::new, |row| {
            row.owner.as_ref().map_or_else(|| row.table.to_string(), |owner| format!("{owner}.{}", row.table))
        })
    };
    match reason {
        Reason::Ended(verdict) => ended(verdict),
        Reason::NotOracle(other) => {
            say(format!("是 {} 的日志，不是 Oracle 的", tool(other)), format!("this is a log of {}, not of Oracle", tool(other)))
        }
        Reason::OtherPurpose(other) => {
            say(format!("是 {} 的日志，用途不对", tool(other)), format!("this is a log of {}, which does the opposite", tool(other)))
        }
        Reason::NothingDone => say("没有导出任何对象", "nothing was written"),
        Reason::HeadMissing => {
            say("日志开头缺失，不知道这个结束行是哪个工具的", "the head of the log is missing: these may be anybody's last words")
        }
        Reason::Code(index) => say(code(index), code(index)),
        Reason::ErrorsNotListed(n) => {
            say(format!("结束行说有 {n} 个错误，日志里没有列出"), format!("it says that there were {n} errors and shows none"))
        }
        Reason::WarningsNotListed => say("结束行说有警告，日志里没有列出", "it says that there were warnings and shows none"),
        Reason::WaitResumed(_) => say("中途因空间不足停过，后来继续了", "it stood still for want of space, and went on"),
        Reason::WaitNotResumed(_) => say("因空间不足停住，没有继续", "it stands still for want of space"),
        Reason::RowsMissing(index) => say(format!("{} 的行没有全部处理", table(index)), format!("rows of {} are missing", table(index))),
        Reason::NotCounted(index) => {
            say(format!("{} 开始了却没有行数", table(index)), format!("{} was begun and no count followed", table(index)))
        }
        Reason::TableSkipped(index) => say(format!("{} 被跳过", table(index)), format!("{} was passed over", table(index))),
        Reason::RowsLeftOut => say("只导出了结构（ROWS=N）", "definitions only (ROWS=N)"),
        Reason::Unfinished(index) => {
            let name = run.rman.as_ref().and_then(|r| r.operations.get(index)).map(|o| o.name.clone()).unwrap_or_default();
            say(format!("RMAN 的 {name} 没有结束"), format!("{name} of RMAN has no end"))
        }
        Reason::Stack => say("RMAN 报了错误栈", "RMAN shows an error stack"),
        Reason::Skipped(index) => {
            let what = run.rman.as_ref().and_then(|r| r.skipped.get(index)).map(|s| s.text.clone()).unwrap_or_default();
            say(format!("跳过：{what}"), format!("skipped: {what}"))
        }
        Reason::Corrupt(_) => say("校验发现坏块", "validation found bad blocks"),
        Reason::Expired(n) => say(format!("{n} 个备份片已找不到（EXPIRED）"), format!("{n} pieces are EXPIRED")),
        Reason::LeftOut(n) => say(format!("日志太大，{n} 处没有留下"), format!("{n} entries of the log did not fit into memory")),
        Reason::Thinned => say("日志里有多次运行，这一次的明细没有留下", "details of this older run were given up"),
    }
}

fn ended(verdict: log::Verdict) -> Words {
    use log::{Verdict, Why};
    match verdict {
        Verdict::Success => say("成功", "success"),
        Verdict::SuccessWithWarnings => say("成功，但有警告", "success with warnings"),
        Verdict::WithErrors(n) => say(format!("完成，有 {n} 个错误"), format!("completed with {n} errors")),
        Verdict::Failed => say("失败", "failed"),
        Verdict::Incomplete => say("没有结束行", "no last words"),
        Verdict::Unknown(Why::Lossy) => say("转码时丢了字，结束行读不出", "characters were lost, and the last words with them"),
        Verdict::Unknown(Why::ForeignLanguage) => say("既不是中文也不是英文", "neither Chinese nor English"),
        Verdict::Unknown(Why::HelpOnly) => say("只是帮助信息（help=y），什么也没有导出", "only a help text (help=y): nothing was exported"),
        Verdict::Unknown(Why::NothingDone) => say("RMAN 进出了一次，什么也没做", "RMAN came and went without an operation"),
        Verdict::Unknown(Why::NoLastWords) => say("不知道这个工具的结束行", "this tool is not known to say how it ended"),
    }
}
