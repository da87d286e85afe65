//! The form of a release through the binary: five people, their keys and pages, what is refused on the way, what is printed and filed.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::process::Stdio;

use opsctl::seal::minisign::{Prehash, SecretKey};

use crate::env::{Output, World};
use crate::office::docx_text;

const NO: &str = "FB-2026-00001";
const PEOPLE: [(&str, &str); 5] =
    [("张三", "申请人"), ("李四", "version-manager"), ("王五", "现场运维经理"), ("赵六", "customer"), ("孙七", "archivist")];

/// The key of the `n`th of them, the same in every run.
fn key(n: usize) -> SecretKey {
    SecretKey::new(&[u8::try_from(n).unwrap() + 1; 32], [u8::try_from(n).unwrap() + 1; 8])
}

struct Site(World);

impl Site {
    /// Five people with a key each, and a package.
    fn new(more: &str) -> Self {
        let world = World::new();
        let mut config = "data-dir = \"data\"\noperator = \"张三\"\ntime-zone = \"Asia/Shanghai\"\n[release.people]\n".to_owned();
        for (n, (name, role)) in PEOPLE.iter().enumerate() {
            let line = key(n).public().text().lines().last().unwrap().to_owned();
            config += &format!("\"{name}\" = {{ roles = [\"{role}\"], key = \"{line}\" }}\n");
            let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(world.path(&format!("{name}.key")));
            file.as_mut().unwrap().write_all(key(n).text().as_bytes()).unwrap();
        }
        world.write("opsctl.toml", config + more);
        let site = Self(world);
        site.package("修正附表一保存失败");
        site.0.write(
            "form.toml",
            "title = \"征管系统 6.2.1 补丁\"\nkind = \"补丁\"\nscope = \"全区办税服务厅\"\nback = \"按备份回退\"\n\
             window_from = 2026-11-22T07:00\nwindow_to = \"2026-11-22 23:00\"\n\"备份方案\" = \"程序、配置、数据库\"\n",
        );
        site
    }

    fn package(&self, notes: &str) {
        self.0.write("pkg/META/manifest.json", format!(
            r#"{{"format":"opsctl-release","version":1,"id":"zs-6.2.1","system":"征管系统","from":"6.2.0","to":"6.2.1","created_at":"2026-11-20T01:00:00Z","notes":"{notes}","tickets":["YW-2026-00012"],"parts":{{"app":[{{"path":"old.jsp","kind":"delete"}}]}}}}"#
        ));
    }

    fn digest(&self) -> String {
        opsctl::model::sha256(&std::fs::read(self.0.path("pkg/META/manifest.json")).unwrap())
    }

    /// Somebody runs `release form …`.
    fn by(&self, who: &str, args: &[&str]) -> Output {
        self.0.run(&[&["--operator", who, "release", "form"], args].concat())
    }

    /// With his key.
    fn sign(&self, who: &str, args: &[&str]) -> Output {
        self.by(who, &[args, &["--key", &format!("{who}.key")]].concat())
    }

    fn good(&self, who: &str, args: &[&str]) -> &Self {
        let output = self.sign(who, args);
        assert_eq!(output.code, 0, "{}", output.picture());
        self
    }

    fn made(self) -> Self {
        let output = self.by("张三", &["new", "pkg", "--data", "form.toml"]);
        assert_eq!(output.code, 0, "{}", output.picture());
        self
    }

    fn approved(self) -> Self {
        let site = self.made();
        site.good("张三", &["submit", NO]).good("李四", &["review", NO, "--checked"]).good("王五", &["audit", NO]);
        site.good("赵六", &["approve", NO]);
        site
    }

    fn dispatched(self) -> Self {
        let site = self.approved();
        site.good("王五", &["dispatch", NO, "--to", "李四"]);
        site
    }

    /// What the program leaves of a run.
    fn report(&self, run: &str, env: &str, more: &str) {
        self.0.write(&format!("data/release/runs/{run}.json"), format!(
            r#"{{"run":"{run}","release":"zs-6.2.1","digest":"{}","form":"{NO}","target":"zs","env":"{env}","system":"征管系统","to":"6.2.1",
            "operator":"李四","began":"2026-11-22T00:00:00Z","ended":"2026-11-22T00:00:00Z","hosts":["zs-app1","zs-app2"],{more},
            "steps":[{{"name_zh":"切换文件","name_en":"switch","place":"zs-app1","at":"2026-11-22T00:00:00Z","ok":true}},
            {{"name_zh":"切换文件","name_en":"switch","place":"zs-app2","at":"2026-11-22T00:00:00Z","ok":true}}],
            "backups":[{{"what":"程序","where":"zs-app1:/app","proof":"24 个文件复读一致"}}],
            "verify":[{{"title":"附表一保存","ok":true,"by":"李四"}}]}}"#,
            self.digest()
        ));
    }

    fn lines(&self) -> String {
        std::fs::read_to_string(self.0.path(&format!("data/release/forms/{NO}.jsonl"))).unwrap()
    }
}

/// Digests differ with every word of the program; what a story tells does not.
fn plain(output: &Output) -> String {
    let digest = regex::Regex::new(r"\b[0-9a-f]{64}\b").unwrap();
    digest.replace_all(&output.picture(), "<digest>").into_owned()
}

fn refused(output: &Output, says: &str) {
    assert_eq!(output.code, 3, "{}", output.picture());
    assert!(output.err.contains(says) && output.out.is_empty(), "{says}\n{}", output.picture());
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story, read from top to bottom")]
fn five_people_bring_a_release_into_the_archive() {
    let site = Site::new("");
    insta::assert_snapshot!(plain(&site.by("张三", &["new", "pkg", "--set", "标题=征管系统 6.2.1 补丁"])), @"
    已建立申请表 FB-2026-00001 。
    --- stderr
    提交前还要填：发布类型、影响范围、计划开始时间、计划结束时间、回退方案。
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("张三", &["submit", NO])), @"
    --- stderr
    错误：FB-2026-00001 ：未填写：发布类型、影响范围、计划开始时间、计划结束时间、回退方案。没有写入。
    提示：补填：opsctl release form edit FB-2026-00001 --set 发布类型=…
    --- exit 3
    ");
    insta::assert_snapshot!(plain(&site.by("张三", &["edit", NO, "--data", "form.toml"])), @"
    FB-2026-00001 ：草稿（张三 修改）
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("张三", &["submit", NO])), @"
    FB-2026-00001 ：草稿 → 已提交（张三 提交，电子签名 0101010101010101）
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("李四", &["review", NO, "--package", "pkg", "--checked", "--check", "C-1"])), @"
    FB-2026-00001 ：已提交 → 已审查（李四 审查，电子签名 0202020202020202）
    --- stderr
    --- exit 0
    ");
    site.0.write("签字页.pdf", "scan");
    insta::assert_snapshot!(plain(&site.by("王五", &["audit", NO, "--page", "签字页.pdf", "--opinion", "同意"])), @"
    FB-2026-00001 ：已审查 → 已审核（王五 审核，线下签字 签字页.pdf）
    --- stderr
    这一步的证明效力较弱，将在列表和打印件上标明。
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("赵六", &["approve", NO, "--opinion", "同意发布"])), @"
    FB-2026-00001 ：已审核 → 已批准（赵六 批准，电子签名 0404040404040404）
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("王五", &["dispatch", NO, "--to", "征管系统=李四"])), @"
    FB-2026-00001 ：已批准 → 已批转（王五 批转，电子签名 0303030303030303）
    --- stderr
    --- exit 0
    ");
    site.report("S-1", "staging", r#""outcome":"done","rehearsal":true,"rolled_back_equal":true"#);
    insta::assert_snapshot!(plain(&site.by("李四", &["rehearsed", NO, "S-1"])), @"
    FB-2026-00001 ：已批转 → 模拟通过（李四 模拟通过）
    --- stderr
    按运行报告登记。
    --- exit 0
    ");
    site.report("P-1", "production", r#""outcome":"done""#);
    insta::assert_snapshot!(plain(&site.by("李四", &["executed", NO, "P-1"])), @"
    FB-2026-00001 ：模拟通过 → 生产完成（李四 生产完成）
    --- stderr
    按运行报告登记。
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("孙七", &["archive", NO])), @"
    --- stderr
    错误：FB-2026-00001 ：执行情况表未签字。没有写入。
    提示：先由版本管理员签字：opsctl release form sign-execution FB-2026-00001
    --- exit 3
    ");
    insta::assert_snapshot!(plain(&site.sign("李四", &["sign-execution", NO])), @"
    FB-2026-00001 ：生产完成（李四 执行情况表签字，电子签名 0202020202020202）
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.sign("孙七", &["archive", NO, "--place", "档案室 B-12"])), @"
    FB-2026-00001 ：生产完成 → 已归档（孙七 归档，电子签名 0505050505050505）
    $WORLD/data/release/archive/FB-2026-00001
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.by("张三", &["show", NO])), @"
    FB-2026-00001  已归档  第 1 版  征管系统 6.2.1 补丁
    包摘要 <digest>

    系统名称：征管系统
    原版本：6.2.0
    新版本：6.2.1
    发布类型：补丁
    关联问题单：YW-2026-00012
    发布内容：修正附表一保存失败
    影响范围：全区办税服务厅
    计划开始时间：2026-11-22 07:00
    计划结束时间：2026-11-22 23:00
    备份方案：程序、配置、数据库
    回退方案：按备份回退

    审批
      提交  2026-11-22 08:00  申请人 张三  电子签名 0101010101010101
      审查  2026-11-22 08:00  版本管理员 李四  电子签名 0202020202020202
      审核  2026-11-22 08:00  现场运维经理 王五  线下签字 签字页.pdf  同意
      批准  2026-11-22 08:00  客户负责人 赵六  电子签名 0404040404040404  同意发布
      批转  2026-11-22 08:00  现场运维经理 王五  电子签名 0303030303030303
      执行情况表签字  2026-11-22 08:00  版本管理员 李四  电子签名 0202020202020202
      归档  2026-11-22 08:00  文档管理岗 孙七  电子签名 0505050505050505  档案室 B-12
      执行人  征管系统 → 李四

    执行
      模拟  2026-11-22 08:00  通过  S-1  李四
      生产  2026-11-22 08:00  完成  P-1  李四

    效力较弱
      审核  王五  线下签字，只有扫描件 签字页.pdf

    过程
       1  2026-11-22 08:00  填写  申请人 张三  → 草稿
       2  2026-11-22 08:00  修改  申请人 张三  → 草稿
       3  2026-11-22 08:00  提交  申请人 张三  → 已提交
       4  2026-11-22 08:00  审查  版本管理员 李四  → 已审查
       5  2026-11-22 08:00  审核  现场运维经理 王五  → 已审核  同意
       6  2026-11-22 08:00  批准  客户负责人 赵六  → 已批准  同意发布
       7  2026-11-22 08:00  批转  现场运维经理 王五  → 已批转
       8  2026-11-22 08:00  模拟通过  版本管理员 李四  → 模拟通过
       9  2026-11-22 08:00  生产完成  版本管理员 李四  → 生产完成
      10  2026-11-22 08:00  执行情况表签字  版本管理员 李四  → 生产完成
      11  2026-11-22 08:00  归档  文档管理岗 孙七  → 已归档  档案室 B-12
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.by("张三", &["list"])), @"
    编号           状态    修订  类型  系统      版本   标题                 更新              注意
    FB-2026-00001  已归档  1     补丁  征管系统  6.2.1  征管系统 6.2.1 补丁  2026-11-22 08:00  弱证明 1
    --- stderr
    --- exit 0
    ");
    insta::assert_snapshot!(plain(&site.by("张三", &["verify"])), @"
    FB-2026-00001  记录 11 条，首尾相接；电子签名 6 个，均为本人密钥所签；签字页 1 份。末行摘要 <digest>
    --- stderr
      审核  王五  线下签字，只有扫描件 签字页.pdf
    没有核对：从末尾整行删去的记录，单凭文件看不出来。请把末行摘要与打印件、存档的相核对。
    --- exit 0
    ");

    // What is filed: papers, records, the page, the manifest, both reports.
    let page = format!("data/release/archive/{NO}/{}.pdf", opsctl::model::sha256(b"scan"));
    assert!(site.0.path(&page).exists() && site.0.path(&format!("data/release/archive/{NO}/{}.json", site.digest())).exists());
    let mut filed: Vec<String> = std::fs::read_dir(site.0.path(&format!("data/release/archive/{NO}")))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    // The page and the manifest are known by their digests.
    filed.retain(|name| name.len() < 64 || name.contains(NO));
    filed.sort();
    assert_eq!(
        filed,
        [
            "FB-2026-00001.jsonl",
            "P-1.json",
            "S-1.json",
            "发布验证方案_FB-2026-00001.docx",
            "应用系统版本、补丁发布执行情况表_FB-2026-00001.docx",
            "应用系统版本、补丁发布执行情况表_FB-2026-00001_签字稿.docx",
            "应用系统版本、补丁发布申请审批表_FB-2026-00001.docx",
        ]
    );
    let text = |name: &str| docx_text(&std::fs::read(site.0.path(&format!("data/release/archive/{NO}/{name}_{NO}.docx"))).unwrap());
    let approval = text("应用系统版本、补丁发布申请审批表");
    for told in [
        "☑补丁",
        "☑同意",
        "同意发布",
        "赵六　2026年11月22日　电子签名 0404040404040404",
        "线下签字，签字页已存",
        "请李四组织实施",
        "YW-2026-00012",
    ] {
        assert!(approval.contains(told), "{told}: {approval}");
    }
    let record = text("应用系统版本、补丁发布执行情况表");
    for told in
        ["P-1", "切换文件（全部主机）", "24 个文件复读一致", "☑成功", "李四　2026年11月22日　电子签名 0202020202020202", "档案室 B-12"]
    {
        assert!(record.contains(told), "{told}: {record}");
    }
    let signed =
        std::fs::read(site.0.path(&format!("data/release/archive/{NO}/应用系统版本、补丁发布执行情况表_{NO}_签字稿.docx"))).unwrap();
    assert!(site.lines().contains(&opsctl::model::sha256(&signed)), "the record names the sheet that was signed");
}

#[test]
fn a_record_is_signed_on_another_machine() {
    let site = Site::new("").made();
    site.good("张三", &["submit", NO]).good("李四", &["review", NO, "--checked"]).good("王五", &["audit", NO]);
    let before = site.lines();
    insta::assert_snapshot!(plain(&site.by("赵六", &["approve", NO, "--opinion", "同意", "--print-record", "rec"])), @"
    rec
    --- stderr
    待签内容已写入，申请表没有改动。用密钥 0404040404040404 签名：minisign -S -m rec ；然后以同一命令加 --signature rec.minisig 交回。
    --- exit 0
    ");
    assert_eq!(site.lines(), before);
    let sign = |n: usize| key(n).sign(Prehash::of(&std::fs::read(site.0.path("rec")).unwrap()), "elsewhere");
    site.0.write("rec.minisig", sign(1));
    refused(&site.by("赵六", &["approve", NO, "--signature", "rec.minisig"]), "不是本人密钥所签");
    site.0.write("rec.minisig", sign(3));
    refused(&site.by("王五", &["approve", NO, "--signature", "rec.minisig"]), "不是当前操作人的");
    refused(&site.by("赵六", &["audit", NO, "--signature", "rec.minisig"]), "不是这张申请表的这一步");
    // Changed after it was signed: the signature is not of it.
    let record = std::fs::read_to_string(site.0.path("rec")).unwrap();
    site.0.write("other", record.replace("同意", "不同意"));
    refused(&site.by("赵六", &["approve", NO, "--signature", "rec.minisig", "--record", "other"]), "不是本人密钥所签");
    assert_eq!(site.lines(), before);
    let done = site.by("赵六", &["approve", NO, "--signature", "rec.minisig"]);
    assert_eq!(done.code, 0, "{}", done.picture());
    refused(&site.by("赵六", &["approve", NO, "--signature", "rec.minisig"]), "状态为“已批准”");
}

#[test]
fn what_may_not_be_is_refused_and_nothing_is_written() {
    let site = Site::new("").made();
    let before = site.lines();
    refused(&site.by("张三", &["submit", NO]), "既无电子签名");
    refused(&site.by("张三", &["submit", NO, "--key", "李四.key"]), "不在配置 [release.people] 的张三名下");
    refused(&site.sign("李四", &["submit", NO]), "提交须由申请人进行");
    refused(&site.by("外人", &["edit", NO, "--set", "风险与对策=无"]), "现有角色：无");
    refused(&site.by("张三", &["edit", NO, "--set", "类型=补丁"]), "没有字段 类型");
    refused(&site.by("张三", &["edit", NO, "--set", "发布类型=补钉"]), "紧急补丁");
    refused(&site.by("张三", &["show", "FB-2026-00009"]), "没有申请表");
    assert_eq!(site.lines(), before);
    site.good("张三", &["submit", NO]);
    refused(&site.sign("李四", &["review", NO]), "没有发布包检查结果");
    refused(&site.sign("赵六", &["approve", NO]), "不能批准");
    // Another package at hand than the form is for.
    let digest = site.digest();
    site.package("别的内容");
    refused(&site.sign("李四", &["review", NO, "--package", "pkg", "--checked"]), "包摘要不一致");
    site.good("李四", &["review", NO, "--digest", &digest, "--checked"]);
    // A page is kept only of what is written.
    site.0.write("page.pdf", "scan");
    refused(&site.by("赵六", &["audit", NO, "--page", "page.pdf"]), "审核须由现场运维经理进行");
    site.0.write("empty.pdf", "");
    refused(&site.by("王五", &["audit", NO, "--page", "empty.pdf"]), "文件为空");
    assert!(!site.0.path("data/release/forms/pages").join(opsctl::model::sha256(b"scan") + ".pdf").exists());
}

#[test]
fn one_person_signs_twice_only_where_the_site_says_so() {
    let two = "\"钱八\" = { roles = [\"applicant\", \"site-manager\"] }\n[release.policy]\nunproven = true\n";
    let site = Site::new(two);
    for (more, code) in [("", 3), ("one-person = { \"钱八\" = [\"申请人\", \"site-manager\"] }\n", 0)] {
        let config = std::fs::read_to_string(site.0.path("opsctl.toml")).unwrap();
        site.0.write("opsctl.toml", config + more);
        let made = site.by("钱八", &["new", "pkg", "--data", "form.toml"]);
        let no = if code == 3 { NO } else { "FB-2026-00002" };
        assert!(made.out.contains(no), "{}", made.picture());
        assert_eq!(site.by("钱八", &["submit", no]).code, 0);
        assert_eq!(site.by("李四", &["review", no, "--checked"]).code, 0);
        let audit = site.by("钱八", &["audit", no]);
        assert_eq!(audit.code, code, "{}", audit.picture());
        if code == 3 {
            insta::assert_snapshot!(plain(&audit), @"
            --- stderr
            错误：FB-2026-00001 ：钱八已签提交，不能再审核。没有写入。
            提示：换人办理；确需一人多岗的，写入配置 [release.policy] 的 one-person 。
            --- exit 3
            ");
        }
    }
}

#[test]
fn a_rehearsal_is_of_this_package_recent_and_said_to_be_by_hand() {
    let site = Site::new("").dispatched();
    refused(&site.by("李四", &["rehearsed", NO, "S-1", "--complete"]), "须说明理由");
    refused(&site.by("李四", &["rehearsed", NO, "S-1", "--reason", "离线"]), "不完整");
    refused(&site.by("李四", &["rehearsed", NO, "S-1", "--reason", "离线", "--complete", "--at", "2026-10-01"]), "已超过 30 天");
    site.report("P-1", "production", r#""outcome":"done""#);
    refused(&site.by("李四", &["rehearsed", NO, "P-1"]), "没有可在这里登记的结果");
    site.0.write("data/release/runs/S-2.json", "{}");
    refused(&site.by("李四", &["rehearsed", NO, "S-2", "--reason", "离线", "--complete"]), "读不了");
    let done = site.by("李四", &["rehearsed", NO, "S-1", "--reason", "演练机离线", "--complete"]);
    assert_eq!(done.code, 0, "{}", done.picture());
    // Long after it, production may not begin; a new one makes it good.
    let mut late = site.0.command(&["--operator", "李四", "release", "form", "executed", NO, "P-1"]);
    late.env("OPSCTL_NOW", "2027-01-10T08:00:00+08:00");
    site.report("P-1", "production", r#""outcome":"done","x":0"#);
    let text = std::fs::read_to_string(site.0.path("data/release/runs/P-1.json")).unwrap();
    site.0.write("data/release/runs/P-1.json", text.replace("\"began\":\"2026-11-22T00:00:00Z\"", "\"began\":\"2027-01-09T00:00:00Z\""));
    refused(&site.0.finish(late), "已超过 30 天");
    let told = site.by("张三", &["show", NO]);
    assert!(told.out.contains("手工登记，没有运行报告：演练机离线"), "{}", told.picture());
}

#[test]
fn a_new_package_is_a_new_revision_without_decisions() {
    let site = Site::new("").dispatched();
    let same = site.sign("张三", &["revise", NO]);
    refused(&same, "修订须说明理由");
    site.package("又改了一处");
    let revised = site.sign("张三", &["revise", NO, "pkg", "--reason", "测试发现遗漏"]);
    insta::assert_snapshot!(plain(&revised), @"
    FB-2026-00001 ：已批转 → 草稿（张三 修订，电子签名 0101010101010101）
    --- stderr
    --- exit 0
    ");
    let json: serde_json::Value = serde_json::from_str(&site.by("张三", &["show", NO, "--json"]).out).unwrap();
    assert_eq!((json["rev"].as_u64(), json["status"].as_str(), json["digest"].as_str()), (Some(2), Some("draft"), Some(&*site.digest())));
    assert_eq!((json["decisions"].as_array().unwrap().len(), json["course"].as_array().unwrap().len()), (0, 7));
    refused(&site.sign("赵六", &["approve", NO]), "状态为“草稿”");
}

#[test]
fn an_emergency_patch_is_signed_later() {
    let site = Site::new("").made();
    site.good("张三", &["submit", NO]);
    refused(&site.sign("赵六", &["approve", NO]), "状态为“已提交”");
    let site = Site::new("");
    assert_eq!(site.by("张三", &["new", "pkg", "--data", "form.toml", "--set", "发布类型=紧急补丁"]).code, 0);
    site.good("张三", &["submit", NO]).good("赵六", &["approve", NO, "--opinion", "先发布"]);
    let printed = site.by("张三", &["print", NO, "-o", "a.docx"]);
    assert_eq!(printed.code, 0, "{}", printed.picture());
    let text = docx_text(&std::fs::read(site.0.path("a.docx")).unwrap());
    assert!(text.contains("紧急补丁，尚待补签：审查、审核、批转") && text.contains("☑紧急补丁"), "{text}");
    insta::assert_snapshot!(plain(&site.sign("李四", &["supplement", NO, "--of", "审查", "--checked"])), @"
    FB-2026-00001 ：已批准（李四 补签审查，电子签名 0202020202020202）
    --- stderr
    这一步的证明效力较弱，将在列表和打印件上标明。
    --- exit 0
    ");
    refused(&site.sign("李四", &["supplement", NO, "--of", "审查", "--checked"]), "无须补签审查");
    let shown = site.by("张三", &["show", NO]);
    assert!(shown.out.contains("待补签：审核、批转") && shown.out.contains("事后补签"), "{}", shown.picture());
}

#[test]
fn whoever_changes_a_line_is_found() {
    let site = Site::new("").approved();
    let path = site.0.path(&format!("data/release/forms/{NO}.jsonl"));
    let whole = site.lines();
    let mut lines: Vec<&str> = whole.lines().collect();
    std::fs::write(&path, whole.replace("全区办税服务厅", "某县办税服务厅")).unwrap();
    insta::assert_snapshot!(plain(&site.by("张三", &["verify", NO])), @"
    --- stderr
    错误：FB-2026-00001 ：申请表记录第 1 行内容被改动：与其摘要不符。
    提示：申请表从这一行起不可信，不要在其上继续审批；与存档、打印件核对：opsctl release form verify FB-2026-00001
    没有核对：从末尾整行删去的记录，单凭文件看不出来。请把末行摘要与打印件、存档的相核对。
    --- exit 2
    ");
    refused(&site.sign("王五", &["dispatch", NO, "--to", "李四"]), "第 1 行内容被改动");
    lines.remove(2);
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    insta::assert_snapshot!(plain(&site.by("张三", &["list"])), @"
    --- stderr
    错误：FB-2026-00001 ：申请表记录第 3 行接不上前一行：有记录被改动、删除或插入。
    提示：申请表从这一行起不可信，不要在其上继续审批；与存档、打印件核对：opsctl release form verify FB-2026-00001
    --- exit 2
    ");
    // Of a half written line nobody was told: it does not count, is told, and goes.
    std::fs::write(&path, format!("{whole}{{\"form\":\"FB-2026")).unwrap();
    insta::assert_snapshot!(plain(&site.by("张三", &["verify", NO])), @"
    FB-2026-00001  记录 5 条，首尾相接；电子签名 4 个，均为本人密钥所签；签字页 0 份。末行摘要 <digest>
    --- stderr
    FB-2026-00001 ：第 6 行没有写完（16 字节），是写入时中断留下的，不算记录；下次写入时清除。
    没有核对：从末尾整行删去的记录，单凭文件看不出来。请把末行摘要与打印件、存档的相核对。
    --- exit 1
    ");
    site.good("王五", &["dispatch", NO, "--to", "李四"]);
    assert!(site.lines().starts_with(&whole) && site.by("张三", &["verify", NO]).code == 0);
    // A scanned page that was exchanged.
    let pages = Site::new("").made();
    pages.0.write("page.pdf", "scan");
    assert_eq!(pages.by("张三", &["submit", NO, "--page", "page.pdf"]).code, 0);
    let page = format!("data/release/forms/pages/{}.pdf", opsctl::model::sha256(b"scan"));
    pages.0.write(&page, "scam");
    assert_eq!(pages.by("张三", &["verify"]).code, 2);
    std::fs::remove_file(pages.0.path(&page)).unwrap();
    assert_eq!(pages.by("张三", &["verify"]).code, 1);
}

#[test]
fn of_twenty_who_write_at_once_none_is_lost() {
    let site = Site::new("").made();
    let start = |args: &[&str]| {
        let mut command = site.0.command(&[&["release", "form"], args].concat());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let risks: Vec<String> = (0..10).map(|n| format!("风险与对策=第 {n} 条")).collect();
    let edits = risks.iter().map(|risk| start(&["edit", NO, "--set", risk]));
    let running: Vec<_> = edits.chain((0..10).map(|_| start(&["new", "pkg", "--data", "form.toml"]))).collect();
    for mut one in running {
        assert!(one.wait().unwrap().success());
    }
    assert_eq!(site.lines().lines().count(), 11);
    let json: serde_json::Value = serde_json::from_str(&site.by("张三", &["list", "--json"]).out).unwrap();
    let numbers: Vec<&str> = json["forms"].as_array().unwrap().iter().map(|form| form["no"].as_str().unwrap()).collect();
    assert_eq!(numbers, (1..=11).map(|n| format!("FB-2026-{n:05}")).collect::<Vec<_>>());
    assert_eq!(site.by("张三", &["verify"]).code, 0);
}
