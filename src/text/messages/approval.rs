//! Forms of releases: what is refused, and what now.

macro_rules! approval {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // forms of releases
            FormUnknown { no }
                zh "没有申请表 {no} 。"
                en "there is no form {no} ."
            HintFormList {}
                zh "用 opsctl release form list 查看。"
                en "see opsctl release form list"
            FormRefused { no, why }
                zh "{no} ：{why}。没有写入。"
                en "{no} : {why}. Nothing was written."
            FormNotMade { why }
                zh "没有建立申请表：{why}。"
                en "no form was made: {why}."
            FormBroken { no, why }
                zh "{no} ：{why}。"
                en "{no} : {why}."
            HintFormBroken { no }
                zh "申请表从这一行起不可信，不要在其上继续审批；与存档、打印件核对：opsctl release form verify {no}"
                en "from that line on the form is not to be believed: compare it with what was filed, and see opsctl release form verify {no}"
            HintFormKeys {}
                zh "签名人的公钥（含已更换的）须写在配置的 [release.people] ；没有改动过的，多半是公钥没有写全。"
                en "the public keys of whoever signed, former ones too, have to be in [release.people]; where nothing was changed, one is probably missing there"
            HintFormEdit { no, field }
                zh "补填：opsctl release form edit {no} --set {field}=…"
                en "write it with opsctl release form edit {no} --set {field}=…"
            HintReleasePeople {}
                zh "角色写在配置的 [release.people] ；用 --operator 指明操作人。"
                en "roles are in [release.people] of the configuration; --operator says who is at work"
            HintFormOther {}
                zh "换人办理；确需一人多岗的，写入配置 [release.policy] 的 one-person 。"
                en "somebody else has to do it; exceptions are in one-person of [release.policy]"
            HintFormRevise { no }
                zh "换了包要修订，原有审批随之作废：opsctl release form revise {no} PKG --reason …"
                en "another package is a new revision, which voids all decisions: opsctl release form revise {no} PKG --reason …"
            HintFormCheck {}
                zh "先检查发布包，确认通过后加 --checked （--check 写检查编号）。"
                en "check the package first, then say so by --checked (--check names the check)"
            HintFormTo {}
                zh "用 --to 系统=姓名 指定，可写多个；只有一个系统时可只写姓名。"
                en "name them by --to SYSTEM=PERSON, several times; a name alone where there is one system"
            HintFormDispatch { no }
                zh "由现场运维经理重新批转：opsctl release form dispatch {no} --to 系统=姓名"
                en "the site operations manager dispatches it again: opsctl release form dispatch {no} --to SYSTEM=PERSON"
            HintFormRehearse {}
                zh "先在模拟环境对同一个包完整演练（部署、验证、回退、比对、再部署、再验证）。"
                en "rehearse the same package in staging first, all of it: apply, verify, rollback, compare, apply, verify"
            HintFormProof {}
                zh "用 --key 私钥文件 签名；或 --page 扫描件 （线下签字，效力较弱）；或 --print-record 取走、签好后 --signature 交回。"
                en "sign with --key FILE; or --page FILE for a page signed by hand, which is weaker; or take it away by --print-record and bring back --signature FILE"
            HintFormSupplement { no, step }
                zh "补签：opsctl release form supplement {no} --of {step}"
                en "sign it later: opsctl release form supplement {no} --of {step}"
            HintFormSign { no }
                zh "先由版本管理员签字：opsctl release form sign-execution {no}"
                en "the version manager signs first: opsctl release form sign-execution {no}"
            HintFormReason {}
                zh "用 --reason 写明理由。"
                en "say why by --reason"
            FormBusy {}
                zh "另一个程序正在写申请表，等了 10 秒仍未结束。没有写入。"
                en "another program writes forms and did not end within 10 seconds. Nothing was written."
            FormPage { path, why }
                zh "扫描件 {path} 不能用：{why}。"
                en "{path} is no scanned page: {why}."
            FormKey { person, key }
                zh "配置 [release.people] 中{person}的公钥 {key} 不能用。"
                en "the key {key} of {person} in [release.people] cannot be used."
            FormKeyStranger { person, key }
                zh "密钥 {key} 不在配置 [release.people] 的{person}名下，不能用来签字。没有写入。"
                en "key {key} is not one of {person} in [release.people]. Nothing was written."
            FormKeyNone { person }
                zh "配置 [release.people] 没有{person}的公钥，电子签名无法验证。"
                en "there is no key of {person} in [release.people], so no signature could be proved."
            FormSecret { path }
                zh "私钥 {path} 不能用。"
                en "the secret key {path} cannot be used."
            FormRecordNot { path, why }
                zh "{path} 不是这一步取走的待签内容：{why}。没有写入。"
                en "{path} is not what was taken away to be signed for this step: {why}. Nothing was written."
            FormField { name, list }
                zh "没有字段 {name} 。可以是：{list}"
                en "there is no field {name} . There are: {list}"
            FormFieldValue { field, value, want }
                zh "{field}不能是“{value}”，可以是：{want}"
                en "{field} cannot be {value} , it can be: {want}"
            FormRunReport { path }
                zh "运行报告 {path} 读不了。"
                en "the report {path} of the run cannot be read."
            FormRunOther { run, env }
                zh "运行 {run} （环境 {env}）没有可在这里登记的结果：或不是这一类运行，或什么也没有动。没有写入。"
                en "run {run} in {env} has nothing to be written down here: it is of another kind, or touched nothing. Nothing was written."
            FormNoPaper { name, list }
                zh "没有名为 {name} 的发布表单。可以是：{list}"
                en "there is no form {name} of releases. There are: {list}"
            FormOpen { title, names }
                zh "{title}：留待手写：{names}"
                en "{title}: left to the pen: {names}"
            FormNoExecution { no }
                zh "{no} 还没有生产执行，没有可填写的执行情况。"
                en "{no} was not run in production: there is nothing to tell."
        }
    };
}
