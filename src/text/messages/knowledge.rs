//! Masking and the knowledge base.

macro_rules! knowledge {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            // masking
            MaskSyntax { place }
                zh "脱敏规则 {place} 写法有误。"
                en "the rules of masking {place} cannot be read."
            MaskShort { place }
                zh "脱敏规则 {place} ：词至少要两个字，一个字会把所有出现的地方都遮掉。"
                en "rules of masking {place} : a term has two characters at least; one would mask every place where it stands."
            MaskPattern { place }
                zh "脱敏规则 {place} ：正则表达式有误。"
                en "rules of masking {place} : the regular expression is wrong."
            MaskEmpty { place }
                zh "脱敏规则 {place} ：这个正则表达式连空文本也匹配，会处处匹配。"
                en "rules of masking {place} : this regular expression fits an empty text, so it fits everywhere."
            MaskBuild { place }
                zh "脱敏规则 {place} ：全部规则合在一起太大。"
                en "rules of masking {place} : all of the rules together are too large."
            BundleBefore { path, count }
                zh "{path} 开头有 {count} 字节不属于任何文件，没有读。"
                en "{path} begins with {count} bytes that belong to no entry; they were not read."
            BundleBetween { path, count }
                zh "{path} 中间有 {count} 字节不属于任何文件（删掉的或藏着的），没有读。"
                en "{path} has {count} bytes between its entries that belong to none (deleted or hidden); they were not read."
            BundleAfter { path, count }
                zh "{path} 末尾多出 {count} 字节，没有读。"
                en "{path} has {count} bytes behind its end; they were not read."
            // knowledge base
            KbUnknown { id }
                zh "没有编号为 {id} 的知识。"
                en "there is no entry {id} ."
            HintKbList {}
                zh "用 opsctl kb list 或 opsctl kb search 查找。"
                en "find it with opsctl kb list or opsctl kb search"
            KbNone {}
                zh "没有符合条件的知识。"
                en "there are no such entries."
            KbDrafted { no, id }
                zh "{no} 的知识草稿：{id}"
                en "{no} has a draft for the knowledge base: {id}"
            KbAlready { no, id }
                zh "{no} 已有知识 {id} ，没有再建。"
                en "{no} has its entry already, {id} ; no other was made."
            KbNotSolved { no, status }
                zh "{no} 现在是“{status}”，还没有解决，不建知识草稿。"
                en "{no} is {status} and not solved yet: there is nothing to learn from it."
            KbDraftStep {}
                zh "建草稿"
                en "draft"
            KbEditStep {}
                zh "修改"
                en "edit"
            KbNoMove { id, state, step, possible }
                zh "{id} 现在是“{state}”，不能“{step}”；可以：{possible}。"
                en "{id} is {state} and has no {step}; possible: {possible}."
            KbRole { id, step, role }
                zh "{id} ：“{step}”由{role}做。"
                en "{id} : {step} is for {role}."
            KbOwnWork { id, step, author }
                zh "{id} 是{author}写的，不能由本人“{step}”。"
                en "{id} was written by {author}, who cannot {step} it as well."
            KbReason { id, step }
                zh "{id} ：“{step}”要写原因。"
                en "{id} : {step} needs a reason."
            KbNotDraft { id, state }
                zh "{id} 现在是“{state}”，不能修改；只改草稿。"
                en "{id} is {state}: only drafts are written in."
            HintKbRevise { id }
                zh "opsctl kb revise {id} 成为新版本的草稿；遮蔽用 opsctl kb edit {id} --mask"
                en "opsctl kb revise {id} begins a new version; opsctl kb edit {id} --mask masks what must not leave"
            KbLeaks { id, hits }
                zh "{id} 里还有要脱敏的内容：{hits}。"
                en "{id} holds what has to be masked: {hits}."
            HintKbMask { id }
                zh "用 opsctl kb edit {id} --mask 遮掉；误认的写入 [ticket] mask 文件的 allow 。"
                en "mask it with opsctl kb edit {id} --mask ; what is none goes under allow in the file that [ticket] mask names"
            KbDue { count }
                zh "{count} 条知识到期待复核：仍适用的用 kb confirm ，要改的用 kb revise ，无用的用 kb withdraw 。"
                en "{count} entries are due for review: kb confirm what holds, kb revise what has changed, kb withdraw the rest."
            KbAllWell { count }
                zh "已发布的 {count} 条知识都没有到期，按现在的规则也没有要脱敏的。"
                en "of {count} published entries none is due for review, and the rules of masking find nothing."
            KbExported { count, due }
                zh "手册收录 {count} 条，其中待复核 {due} 条。"
                en "the handbook has {count} entries, {due} of which are due for review."
            KbHotNone {}
                zh "没有重复发生的问题。"
                en "nothing came again."
            KbHotMore { shown, total }
                zh "只列出前 {shown} 类，共 {total} 类；用 -o 文件取全部。"
                en "the first {shown} of {total} are shown; use -o FILE for all of them."
            HintTicketTheirs { number, fields }
                zh "对方的 {number} 改了：{fields}。需要时重新打开（ticket reopen），或记下来（ticket note）。"
                en "there {number} has other values of {fields} ; reopen the ticket if that matters (ticket reopen), or note it (ticket note)"
        }
    };
}
