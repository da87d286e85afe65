//! States and steps of the form.

use crate::model::words::worded;

worded! {
    /// The state of a form.
    Status {
        Draft "draft" "草稿" "Draft"
        Submitted "submitted" "已提交" "Submitted"
        Reviewed "reviewed" "已审查" "Reviewed"
        Audited "audited" "已审核" "Audited"
        Approved "approved" "已批准" "Approved"
        Dispatched "dispatched" "已批转" "Dispatched"
        Rehearsed "rehearsed" "模拟通过" "Rehearsed"
        /// The end of this revision: only a new one goes on.
        RehearsalFailed "rehearsal-failed" "模拟失败" "Rehearsal failed"
        Done "done" "生产完成" "Done"
        RolledBack "rolled-back" "生产已回退" "Rolled back"
        /// Neither new nor old: somebody has to put it right and say how it ended.
        Manual "manual" "待人工" "Needs manual work"
        Archived "archived" "已归档" "Archived"
    }
}

worded! {
    /// What happens to a form; [`super::What`] without its data.
    Step {
        Draft "draft" "填写" "Draft"
        Edit "edit" "修改" "Edit"
        Submit "submit" "提交" "Submit"
        Review "review" "审查" "Review"
        Audit "audit" "审核" "Audit"
        Approve "approve" "批准" "Approve"
        Dispatch "dispatch" "批转" "Dispatch"
        Return "return" "退回" "Return"
        Pass "rehearsed" "模拟通过" "Rehearsal passed"
        Fail "rehearsal-failed" "模拟失败" "Rehearsal failed"
        Finish "done" "生产完成" "Done"
        RollBack "rolled-back" "生产回退" "Rolled back"
        Hold "manual" "转人工" "Left for manual work"
        Sign "sign-execution" "执行情况表签字" "Execution form signed"
        Archive "archive" "归档" "Archive"
        Revise "revise" "修订" "Revise"
        Supplement "supplement" "补签" "Sign later"
    }
}

impl Step {
    /// The steps that are somebody's word and need a proof.
    pub const SIGNED: &[Self] =
        &[Self::Submit, Self::Review, Self::Audit, Self::Approve, Self::Dispatch, Self::Sign, Self::Archive, Self::Supplement];

    /// The decisions that production asks for, in order.
    pub const CHAIN: &[Self] = &[Self::Submit, Self::Review, Self::Audit, Self::Approve, Self::Dispatch];
}

worded! {
    /// How a run in production ended.
    Outcome {
        Done "done" "完成" "Done"
        RolledBack "rolled-back" "已回退" "Rolled back"
        Manual "manual" "待人工" "Needs manual work"
    }
}
