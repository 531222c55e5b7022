#pragma once
#include <optional>
#include <vector>

#include "sql/database.hpp"
#include "sql/publishing/articles.hpp"

// 健保からのお知らせ: messages to chosen members, and who has read them.
namespace portal::notices {

using articles::Date;

// Whom a notice is for. All that is said must hold; what isn't said excludes nobody.
struct Audience {
  enum class Who { all, principals, dependents };
  Who who = Who::all;
  std::optional<char> sex;                       // 'm' or 'f'
  std::optional<int> age_from, age_to;           // both included, on the notice's first day
  std::optional<std::vector<MemberId>> members;  // in the order of their numbers
  bool operator==(const Audience&) const = default;
};

// Conditions that statements share, on `n` (notices) and `m` (members). The first takes the day in Japan, twice. The
// second is the audience rule, the same as notice_audience::addresses of domain/publishing/notice_audience.hpp; a test
// holds both together.
inline constexpr db::Piece shown(" n.withdrawn_at IS NULL AND n.shown_from <= ? AND n.shown_until >= ? ");
inline constexpr db::Piece addressed(R"(
    (n.audience = 'all' OR (n.audience = 'principals') = (m.relation = '本人'))
    AND (n.sex IS NULL OR n.sex = m.sex)
    AND (n.age_from IS NULL OR TIMESTAMPDIFF(YEAR, m.birth_date, n.shown_from) >= n.age_from)
    AND (n.age_to IS NULL OR TIMESTAMPDIFF(YEAR, m.birth_date, n.shown_from) <= n.age_to)
    AND (m.left_on IS NULL OR m.left_on > n.shown_from)
    AND (NOT n.is_listed
         OR EXISTS (SELECT a.member_id FROM notice_audience a
                    WHERE a.society_id = n.society_id AND a.notice_id = n.id AND a.member_id = m.id)) )");

// What a list says of a notice, and whom it is for; the newest first. domain/publishing/notice_list.hpp makes a
// member's list of them.
struct Line : articles::Line<NoticeId> {
  Audience audience;  // without the listed members
};
// A day's that name no members: those are another's business.
struct Shown {
  std::vector<Line> to_all;
  bool has_listed = false;  // there are others that do
};
Shown shown_to_all(db::KeptReader db, Date today);
// Those whose list has the member.
std::vector<Line> shown_to_listed(db::SocietyReader& db, MemberId member, Date today);
// Which of the member's notices from that number on they have read, by number.
std::vector<NoticeId> read_by(db::SocietyReader& db, MemberId member, NoticeId from);

struct Opened {
  articles::Text text;
  bool is_unread = false;
};
std::optional<Opened> find(db::SocietyReader& db, MemberId member, NoticeId id, Date today);
void mark_read(db::SocietyDatabase& db, MemberId member, NoticeId id, Timestamp now);  // once or many times: one row

// What staff does.
struct Notice : articles::Text {
  Audience audience;
  bool mails = false;
};
articles::Published<NoticeId> publish(db::SocietyDatabase& db, const Notice& notice, Timestamp now);
bool withdraw(db::SocietyDatabase& db, NoticeId id, Timestamp now);  // false: it was withdrawn already

struct Stored : articles::Stored<NoticeId> {
  Audience audience;
  bool mails = false;
  int read_count = 0;  // members who opened it
};
std::vector<Stored> latest(db::SocietyReader& db, int count_max);  // newest first; without the listed members
std::optional<Stored> find_stored(db::SocietyReader& db, NoticeId id);
std::optional<Stored> find_stored(db::SocietyReader& db, std::string_view name);

// How many members a notice is for, by kind. Those who have left before its first day are not among them.
struct HeadCount {
  int all = 0, principals = 0, dependents = 0, men = 0, women = 0;
  int with_account = 0;  // who can read it in the portal today
};
HeadCount head_count(db::SocietyReader& db, NoticeId id);

}  // namespace portal::notices
