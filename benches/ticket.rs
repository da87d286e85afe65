//! `ticket fill DIR N FILES`: a data folder with N dispatched tickets, each with so many small files; always the same. `scripts/bench ticket`
//! exports, imports, lists and searches them with the program itself.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use opsctl::knowledge::tokens;
use opsctl::model::ticket::{Field, Fields, Mark, Move, Side, What};
use opsctl::store::{Blobs, Store};
use opsctl::ticket::pen::{Pen, Sheet};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Tickets of one transaction.
const BATCH: usize = 2000;

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().filter(|arg| arg != "--bench").collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[1..] {
        ["fill", dir, tickets, files] => fill(Path::new(dir), tickets.parse()?, files.parse()?),
        _ => Err("usage: ticket fill DIR N FILES".into()),
    }
}

fn fill(dir: &Path, tickets: usize, files: usize) -> Outcome {
    let (mut store, blobs) = (Store::open(dir)?, Blobs::in_data(dir));
    let mut noise = Noise(7);
    for from in (0..tickets).step_by(BATCH) {
        let mut attached: Vec<Vec<What>> = Vec::new();
        for _ in from..(from + BATCH).min(tickets) {
            let mut incoming = Vec::new();
            for at in 0..files {
                incoming.push(blobs.take(noise.file(at % 2 == 1).as_slice())?);
            }
            let whats = incoming.iter().enumerate().map(|(at, one)| What::Attach {
                name: format!("附件{}.{}", at + 1, if at % 2 == 1 { "png" } else { "log" }),
                sha256: one.sha256.clone(),
                size: one.size,
            });
            attached.push(whats.collect());
            blobs.keep(incoming)?;
        }
        store.at_desk(|desk| {
            for (at, attached) in (from..).zip(attached) {
                let sheet = ticket(at, attached, &mut noise);
                let Some(ticket) = sheet.ticket() else { continue };
                let body: Vec<&str> = [Field::Symptom, Field::Module, Field::Unit].into_iter().map(|field| ticket.get(field)).collect();
                let words = (tokens(ticket.get(Field::Title)).join(" "), tokens(&body.join("\n")).join(" "));
                desk.append(sheet.added(), ticket, (&words.0, &words.1))?;
            }
            Ok(())
        })?;
    }
    println!("tickets {tickets}");
    Ok(())
}

/// Written down, noted twice, dispatched: about 5 KB of texts.
fn ticket(at: usize, attached: Vec<What>, noise: &mut Noise) -> Sheet {
    const MODULES: [&str; 8] = ["申报", "征收", "发票", "登记", "社保", "税库银", "电子税务局", "查询"];
    const SAID: [&str; 6] = ["点击保存后报错", "页面一直转圈", "数据与上月不一致", "打印时缺页", "ORA-01555 快照过旧", "登录后提示超时"];
    let when = Timestamp::UNIX_EPOCH + SignedDuration::from_mins(29_000_000 + i64::try_from(at).unwrap_or(0));
    let pen = Pen { side: Side::Ops, at: when, author: format!("操作员{}", at % 40), roles: None };
    let said = SAID[noise.below(SAID.len())];
    let module = MODULES[noise.below(MODULES.len())];
    let fields = Fields::from([
        (Field::Title, format!("{module}模块{said}（{at}）")),
        (Field::Kind, if at.is_multiple_of(3) { "bug" } else { "operation" }.to_owned()),
        (Field::Level, (at % 5 + 1).to_string()),
        (Field::Module, module.to_owned()),
        (Field::Unit, format!("第{}税务所", at % 70)),
        (Field::Reporter, format!("用户{at}")),
        (Field::Symptom, format!("{said}。{}", "操作过程：进入菜单，选择所属期，填写后提交，系统提示失败，重试仍然失败。".repeat(4))),
    ]);
    let mut sheet = Sheet::new(&format!("YW-2026-{:05}", at + 1));
    let mut write = |what| drop(sheet.write(&pen, what));
    write(What::Create { fields, origin: None, reopens: None });
    attached.into_iter().for_each(&mut write);
    write(What::Note { text: "已电话联系用户，复现成功".into(), mark: Some(Mark::Responded), when: None });
    write(What::Note { text: "初步判断为程序问题，需三线处理".into(), mark: None, when: None });
    write(What::Move { step: Move::Dispatch, fields: Fields::new(), reason: String::new() });
    sheet
}

/// A small generator, so that every run has the same files.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap_or(0)
    }

    /// 4 to 12 KB of a log, or of a picture, which nothing makes smaller.
    fn file(&mut self, picture: bool) -> Vec<u8> {
        let size = 4000 + self.below(8000);
        let mut bytes = Vec::with_capacity(size + 200);
        while bytes.len() < size {
            if picture {
                bytes.extend(self.next().to_le_bytes());
            } else {
                bytes.extend(self.line().bytes());
            }
        }
        bytes.truncate(size);
        bytes
    }

    fn line(&mut self) -> String {
        const CLASSES: [&str; 6] = [
            "c.t.sb.SbService",
            "c.t.zs.KkJob",
            "o.s.web.DispatcherServlet",
            "c.t.fp.KpClient",
            "o.h.SqlExceptionHelper",
            "c.t.gateway.Filter",
        ];
        const SAID: [&str; 7] = [
            "提交申报表失败，返回码",
            "connection to 10.20.3.17:1521 lost, retry",
            "ORA-01555: snapshot too old: rollback segment number",
            "扣款请求超时，第几次",
            "session expired for user",
            "java.net.SocketTimeoutException: Read timed out after",
            "处理完成，用时",
        ];
        let level = ["INFO ", "WARN ", "ERROR"][self.below(3)];
        let (class, said) = (CLASSES[self.below(CLASSES.len())], SAID[self.below(SAID.len())]);
        let (minute, millis, thread, number) = (self.below(1440), self.below(60_000), self.below(40), self.below(1_000_000));
        format!(
            "2026-11-22 {:02}:{:02}:{:02},{:03} [http-nio-8080-exec-{thread}] {level} {class} - {said} {number}\n",
            minute / 60,
            minute % 60,
            millis / 1000,
            millis % 1000
        )
    }
}
