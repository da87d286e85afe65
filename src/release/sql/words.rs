//! What is wrong with a script, in words.

use crate::model::Lang;
use crate::parse::sqlscript::{Dml, Lint, LintKind, Loss, Unclosed};

/// One sentence about a finding; file, line and level stand beside it.
#[must_use]
pub fn words(lint: &Lint, lang: Lang) -> String {
    let (zh, en) = both(&lint.what);
    if lang == Lang::Zh { zh } else { en }
}

fn pair(zh: impl Into<String>, en: impl Into<String>) -> (String, String) {
    (zh.into(), en.into())
}

fn both(what: &LintKind) -> (String, String) {
    use LintKind as L;
    match what {
        L::Empty => pair("脚本里没有语句", "there is no statement"),
        L::NoSql => pair("只有 SQL*Plus 命令，没有 SQL", "commands of SQL*Plus only, no SQL"),
        L::Bom => pair("文件开头有 BOM，SQL*Plus 会漏掉第一行", "a byte order mark: SQL*Plus would leave the first line out"),
        L::CrLf { mixed: true } => pair("换行符不统一（CRLF 与 LF 混用）", "lines end in CRLF and in LF"),
        L::CrLf { mixed: false } => pair("换行符为 CRLF", "lines end in CRLF"),
        L::BadCharacter { code: 0xfffd } => {
            pair("有无法识别的字符，文件编码可能不对", "a character that could not be decoded: the encoding may be wrong")
        }
        L::BadCharacter { code } => pair(format!("有控制字符 U+{code:04X}"), format!("control character U+{code:04X}")),
        L::LongLine { bytes } => {
            pair(format!("一行长 {bytes} 字节，超过 SQL*Plus 的上限（2499）"), format!("a line of {bytes} bytes: some SQL*Plus take 2499"))
        }
        L::FullWidth { character } => pair(
            format!("引号之外有全角或不可见字符“{}”（U+{:04X}）", visible(*character), u32::from(*character)),
            format!("full-width or invisible character outside of quotes: {} (U+{:04X})", visible(*character), u32::from(*character)),
        ),
        L::NeverEnds { what } => never_ends(*what),
        L::BlankLine => pair(
            "语句中间有空行，SQL*Plus 会在此截断且不执行",
            "an empty line inside a statement: SQL*Plus ends it there, and does not run it",
        ),
        L::AfterTerminator => pair(
            "结束符后面还有内容，SQL*Plus 不认为语句已结束",
            "something follows the terminator: SQL*Plus does not see that the statement ends",
        ),
        L::TerminatorInside => pair(
            "引号或注释内有行末的 ; 或单独一行的 /，SQL*Plus 会在此结束语句",
            "; at the end of a line, or / alone, inside a quote or a comment: SQL*Plus ends the statement there",
        ),
        L::HyphenAtEnd => pair("行末的 - 会被 SQL*Plus 当作续行符去掉", "a line ends in -: SQL*Plus takes it off and joins the next line"),
        L::HashLine => {
            pair("语句中有以 # 开头的行，SQL*Plus 会立即执行", "a line inside a statement begins with #: SQL*Plus runs it at once")
        }
        L::RunsAgain { first } => {
            pair(format!("此处会再次执行第 {first} 行的语句"), format!("this runs the statement of line {first} again"))
        }
        L::NothingToRun => pair("单独的 / 前面没有语句", "/ with no statement before it"),
        L::NotRun => pair("语句以 . 结束，不会执行", "the statement ends with . and is not run"),
        L::StraySemicolon => pair("单独的分号", "; with no statement before it"),
        L::CommentRuns { again: Some(line) } => pair(
            format!("/* 后没有空格，SQL*Plus 可能会再次执行第 {line} 行的语句"),
            format!("/* without a blank: SQL*Plus may run the statement of line {line} again"),
        ),
        L::CommentRuns { again: None } => pair("/* 后没有空格，SQL*Plus 可能会误读", "/* without a blank: SQL*Plus may take it for /"),
        L::CommentInHead => {
            pair("语句开头有注释，SQL*Plus 认不出这是 PL/SQL", "a comment among the first words: SQL*Plus does not see that this is PL/SQL")
        }
        L::SlashMissing { first } => pair(
            format!("第 {first} 行的 PL/SQL 缺少单独一行的 /，后面的语句都被并入"),
            format!("the PL/SQL of line {first} lacks its / on a line of its own: what follows is taken for a part of it"),
        ),
        L::Unknown { word } => pair(format!("不认识的语句“{word}”"), format!("no statement begins with {word:?}")),
        L::Substitution { name, known: false } => pair(
            format!("有替换变量 &{name}，SQL*Plus 会停下来要求输入"),
            format!("substitution variable &{name}: SQL*Plus would ask for it"),
        ),
        L::Substitution { name, known: true } => {
            pair(format!("有替换变量 &{name}，发布时不做替换"), format!("substitution variable &{name}: releases do not put values in"))
        }
        L::Grammar { setting } => pair(format!("SET {setting} 会改变脚本的读法"), format!("SET {setting} changes how the script is read")),
        L::Autocommit => pair("SET AUTOCOMMIT：逐条提交", "SET AUTOCOMMIT: each statement is committed"),
        L::ErrorsIgnored => {
            pair("WHENEVER … CONTINUE：出错后继续执行；发布时一律停止", "WHENEVER … CONTINUE goes on after errors; a release stops")
        }
        L::Connect => pair("脚本不能自行连接或断开数据库", "a script cannot connect or disconnect"),
        L::Exit { rest: true } => pair("EXIT 之后的语句不会执行", "what follows EXIT never runs"),
        L::Exit { rest: false } => pair("脚本以 EXIT 结束", "the script ends with EXIT"),
        L::Host => pair("脚本不能执行操作系统命令", "a script cannot run programs"),
        L::File { name } => pair(format!("脚本不能调用其他文件：{name}"), format!("a script cannot run another file: {name}")),
        L::Spool { file: Some(file), absolute: true } => {
            pair(format!("SPOOL 写到包外的路径：{file}"), format!("SPOOL writes elsewhere: {file}"))
        }
        L::Spool { .. } => pair("SPOOL 在发布时不执行，输出另有记录", "SPOOL is not run in a release: output is recorded"),
        L::Asks { command } => pair(format!("{command} 会停下来等人操作"), format!("{command} waits for a person")),
        L::EditsBuffer { command } => {
            pair(format!("{command} 会改动 SQL*Plus 缓冲区"), format!("{command} changes the buffer of SQL*Plus"))
        }
        L::WritesFile { command } => pair(format!("{command} 会写文件"), format!("{command} writes a file")),
        L::Instance { command } => pair(format!("{command} 作用于整个实例"), format!("{command} is about the whole instance")),
        L::Password => pair("脚本里写有口令", "a password is in the script"),
        L::CommitsEarlier { first, count } => pair(
            format!("该语句会隐式提交第 {first} 行起的 {count} 处修改"),
            format!("this makes {count} changes from line {first} on permanent"),
        ),
        L::Uncommitted { first } => pair(
            format!("第 {first} 行起的修改没有 COMMIT；发布时逐条提交"),
            format!("changes from line {first} on are not committed; a release commits each statement"),
        ),
        L::Irreversible(loss) => lost(*loss),
        L::NoWhere(dml) => pair(format!("{} 没有 WHERE，作用于全表", verb(*dml)), format!("{} without WHERE: all rows", verb(*dml))),
        L::Locks => pair("会加锁（FOR UPDATE 或 LOCK TABLE）", "it locks (FOR UPDATE or LOCK TABLE)"),
        L::EndsTransaction => pair("脚本自行提交或回滚事务", "the script ends the transaction itself"),
        L::AlterSystem => pair("ALTER SYSTEM 作用于整个实例", "ALTER SYSTEM is about the whole instance"),
        L::Dynamic => pair("EXECUTE IMMEDIATE 的内容未检查", "EXECUTE IMMEDIATE: what it runs was not looked at"),
        L::NotQuery => pair("验证脚本只能有查询", "a script that verifies may only read"),
    }
}

fn never_ends(what: Unclosed) -> (String, String) {
    match what {
        Unclosed::Quote => pair("单引号没有闭合", "a text is never closed by '"),
        Unclosed::QQuote => pair("q'[ 引号没有闭合", "a q-quote is never closed"),
        Unclosed::Name => pair("双引号没有闭合", "a name is never closed by \""),
        Unclosed::Comment => pair("注释没有以 */ 结束", "a comment is never closed by */"),
        Unclosed::Block => pair("PL/SQL 没有以单独一行的 / 结束", "a block is never ended by / on a line of its own"),
        Unclosed::Statement => pair("语句没有以 ; 或 / 结束", "a statement is never ended by ; or /"),
    }
}

fn lost(loss: Loss) -> (String, String) {
    match loss {
        Loss::Drop(what) => pair(
            format!("DROP {}：数据不能靠语句恢复", what.to_uppercase()),
            format!("DROP {}: no statement brings that back", what.to_uppercase()),
        ),
        Loss::Truncate => pair("TRUNCATE：数据不能靠语句恢复", "TRUNCATE: no statement brings the rows back"),
        Loss::Column => pair("删除列：数据不能靠语句恢复", "a column is dropped: no statement brings its data back"),
        Loss::Unused => pair("SET UNUSED：列数据不能恢复", "SET UNUSED: no statement brings the data back"),
        Loss::Partition => pair("删除分区：数据不能靠语句恢复", "a partition is dropped: no statement brings its rows back"),
        Loss::Purge => pair("PURGE：不能再从回收站恢复", "PURGE: nothing is left in the recycle bin"),
        Loss::Flashback => pair("FLASHBACK：之后的修改会丢失", "FLASHBACK: later changes are lost"),
    }
}

fn verb(dml: Dml) -> &'static str {
    match dml {
        Dml::Insert => "INSERT",
        Dml::Update => "UPDATE",
        Dml::Delete => "DELETE",
        Dml::Merge => "MERGE",
    }
}

/// What cannot be seen is not shown: it could turn the sentence round.
fn visible(c: char) -> char {
    if c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}' | '\u{feff}')
    {
        ' '
    } else {
        c
    }
}
