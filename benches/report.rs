//! `report gen FOLDER HOSTS DATABASES FIRST DAYS LOOKS`: an invented history and site in a folder, with tickets, releases and backups
//! as csv; for `scripts/bench report` and for looking at reports.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::wildcard_imports,
    clippy::cast_sign_loss,
    reason = "a tool for the bench: what fails shall end it"
)]

mod fabricate;

use std::fmt::Write as _;
use std::path::Path;

use fabricate::Office;
use jiff::tz::TimeZone;
use opsctl::model::{NewState, TargetKind};
use opsctl::store::Store;

fn main() {
    let args: Vec<String> = std::env::args().filter(|arg| arg != "--bench").collect();
    let [_, verb, folder, hosts, databases, first, days, looks] = args.as_slice() else {
        eprintln!("report gen FOLDER HOSTS DATABASES FIRST DAYS LOOKS");
        return;
    };
    assert_eq!(verb, "gen");
    let office = Office {
        hosts: hosts.parse().unwrap(),
        databases: databases.parse().unwrap(),
        first: first.parse().unwrap(),
        days: days.parse().unwrap(),
        looks: looks.parse().unwrap(),
    };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder.join("records")).unwrap();
    std::fs::create_dir_all(folder.join("business")).unwrap();
    site(folder, &office);
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let catalog = opsctl::catalog::load(None).unwrap();
    let mut store = Store::open(&folder.join("data")).unwrap();
    for run in fabricate::runs(&catalog, &office, &zone) {
        store.save(&run, &NewState::default()).unwrap();
    }
    println!("samples {}", store.size().unwrap().samples);
}

/// Configuration, tickets, releases, backups, business figures.
fn site(folder: &Path, office: &Office) {
    let settings = "data-dir = \"data\"\n[report]\ncustomer = \"国家税务总局某某省税务局\"\nprovider = \"某某信息技术有限公司\"\n\
                    project = \"核心业务系统运维服务项目\"\npeople = [\"张三\", \"李四\", \"王五\"]\nbusiness-dir = \"business\"\nrecords-dir = \"records\"\n";
    std::fs::write(folder.join("opsctl.toml"), settings).unwrap();
    let mut targets = String::from("[group.core]\ntitle = \"核心业务库\"\n[group.app]\ntitle = \"应用主机\"\n");
    for (at, (name, kind)) in fabricate::names(office).into_iter().enumerate() {
        let address = format!("10.0.{}.{}", at / 250, at % 250 + 1);
        let text = match kind {
            TargetKind::Oracle => format!(
                "kind = \"oracle\"\naddress = \"{address}:1521/orcl\"\nuser = \"opsctl\"\npassword = {{ env = \"X\" }}\ngroup = \"core\""
            ),
            TargetKind::Host | TargetKind::Backup => {
                format!("kind = \"host\"\naddress = \"{address}\"\nuser = \"opsctl\"\ngroup = \"app\"")
            }
        };
        let _ = write!(targets, "[target.{name}]\n{text}\n");
    }
    std::fs::write(folder.join("targets.toml"), targets).unwrap();
    let day = |n: i64| office.first.checked_add(jiff::Span::new().days(n % office.days.max(1))).unwrap();
    let mut tickets = String::from("编号,标题,类别,级别,模块,状态,登记时间,关闭时间,期限,责任人\n");
    for i in 0..300_i64 {
        let opened = day(i);
        let (kind, module) =
            (["程序问题", "操作问题", "数据问题", "需求"][(i % 4) as usize], ["征收", "申报", "发票", "查询"][(i % 5 % 4) as usize]);
        let (closed, state) = if i % 6 == 0 {
            (String::new(), "处理中")
        } else {
            (format!("{} 17:00", day(i).checked_add(jiff::Span::new().days(i % 5)).unwrap()), "已关闭")
        };
        let due = opened.checked_add(jiff::Span::new().days(3)).unwrap();
        let owner = ["张三", "李四", "王五"][(i % 3) as usize];
        let _ = writeln!(
            tickets,
            "WT{:05},{module}模块{kind}第{i}例,{kind},{}级,{module},{state},{opened} 09:{:02},{closed},{due} 18:00,{owner}",
            i + 1,
            i % 5 + 1,
            i % 60
        );
    }
    std::fs::write(folder.join("records/tickets.csv"), tickets).unwrap();
    let mut releases = String::from("编号,系统,内容,时间,执行人,审批,结果\n");
    for i in 0..4_i64 {
        let result = if i == 2 { "已回退" } else { "成功" };
        let _ = writeln!(releases, "FB{:03},申报系统,补丁 3.{i},{} 20:30,李四,客户负责人已批,{result}", i + 1, day(i * 7));
    }
    std::fs::write(folder.join("records/releases.csv"), releases).unwrap();
    let mut backups = String::from("备份集,应有数,成功数,失败数,缺失数,最近,大小,恢复测试\n");
    for (i, set) in ["zs-prod 全备", "zs-prod 逻辑导出", "fp-prod 全备", "配置与程序"].iter().enumerate() {
        let _ = writeln!(backups, "{set},30,{},{},0,{} 03:10,{},{} 通过", 30 - i % 2, i % 2, day(29), 204_800 + i * 3000, day(14));
    }
    std::fs::write(folder.join("records/backups.csv"), backups).unwrap();
    for (name, items) in [("申报情况", ["增值税申报", "个人所得税代扣代缴"]), ("入库情况", ["税收入库", "非税收入"])]
    {
        let mut text = String::from("月份,项目,数值,单位,口径\n");
        for month in 0..13_i64 {
            let when = office.first.checked_sub(jiff::Span::new().months(12 - month)).unwrap();
            for (at, item) in items.iter().enumerate() {
                let value = 120_000 + month * 3100 + i64::try_from(at).unwrap() * 40_000 + (month * 7919) % 9000;
                let _ = writeln!(text, "{}-{:02},{item},{value},户次,按申报日期统计，不含作废", when.year(), when.month());
            }
        }
        std::fs::write(folder.join(format!("business/{name}.csv")), text).unwrap();
    }
}
