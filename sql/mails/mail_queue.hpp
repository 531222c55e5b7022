#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sql/database.hpp"

namespace portal {

// How urgent a mail is; the numbers are the queue's. A lower class always goes before a higher one.
enum class MailClass { link = 0, security = 1, news = 5 };

// A mail as a program that has one to send knows it. Complete: sending it needs no other row.
struct NewMail {
  MailClass mail_class;
  std::string purpose;  // for lists and figures, e.g. registration_guide; at most 30 ASCII characters
  std::optional<AccountId> account_id;
  std::string recipient;                      // one address, ASCII
  std::string message_id;                     // new_message_id() of base/mail_payload.hpp
  std::string sealed_payload;                 // seal_payload() of base/mail_payload.hpp
  Timestamp not_after;                        // never sent after this; for a link, limits::link_rest_min before its end
  std::optional<MemberId> about{};            // whom it speaks of, who may be somebody else than its reader: take_back
  std::optional<std::string> asker_digest{};  // of the browser whose form asked for it: mail_fate
};

// A mail that one worker leased: until leased_until it may send it, and nobody else will.
struct ClaimedMail {
  MailId id;
  int attempt;   // the fence: a later claim has another one, and then this worker's words don't count any more
  int failures;  // how often the mail server put it off before
  SocietyId society_id;
  MailClass mail_class;
  std::string purpose, recipient, message_id;
  std::optional<std::string> sealed_payload;  // nothing: longer than any mail of ours
  Timestamp queued_at, due_at, not_after;     // due_at as it was before the claim
  Timestamp leased_until;
};

namespace mail_queue {

// Queues the mail in the caller's transaction: it exists exactly when that commits. Conflict: the Message-ID is taken.
void enqueue(db::SocietyDatabase& db, const NewMail& mail, Timestamp now);
// The same work for a mail that nobody gets: a row that is finished at once, deleted, and holds no payload. It lets a
// page take the same time whether there is somebody to write to or not.
void enqueue_nothing(db::SocietyDatabase& db, const NewMail& mail, Timestamp now);

// Ends what waits to tell of a member to other accounts than their own, whatever its state: a worker that holds such a
// mail may be sending it, and never tries again. In the caller's transaction. How many mails it was.
std::uint64_t take_back(db::SocietyDatabase& db, MemberId about, Timestamp now);

// The mail worker's side. It sees every society's mails.

// The first statement of a worker's round: the time, and which classes have a mail that is due. What a read-only server
// says is not to be relied on: it may be the primary of before a planned switch, which never hears of a new mail.
struct Due {
  Timestamp now;
  bool link, security, news;
  bool on_read_only_server;
  bool of_restored_copy;  // and nobody has said yet that its mails may go: restored_copies
};
Due look(db::Database& database);

struct Lease {
  std::string worker;  // its name; at most 43 ASCII characters
  Timestamp from, until;
};
// Leases the class's mails that are due longest, in the caller's transaction, which should hold nothing else: the rows
// stay locked until it ends. Parallel claims pass over each other's rows without waiting. Counts as an attempt.
std::vector<ClaimedMail> claim(db::Database& database, MailClass mail_class, int count_max, const Lease& lease);
// Undoes a claim of which nobody knows whether it was committed: what it leased and nobody has kept since is due again.
// Says how many mails that were.
std::uint64_t release_all(db::Database& database, MailClass mail_class, const Lease& lease);

// What a worker of that name held when it was killed is due again, but for mails that were claimed more often than
// `attempts_max`: one of them may be what it dies of. The caller is the only living worker of that name, and holds
// none.
std::int64_t take_back(db::Database& database, std::string_view worker, int attempts_max, Timestamp now);

// No mail of that class is put off beyond `furthest`, so what is due later was written by a clock that ran ahead: it is
// due now, and a lease ends at `lease_end`. Says how many mails that were.
std::uint64_t bring_back(db::Database& database, MailClass mail_class, Timestamp furthest, Timestamp lease_end,
                         Timestamp now);

// Each of the following is one statement of its own, so that what it says is true once it returns. False: the lease is
// somebody else's by now, or staff held or deleted the mail, and nothing was changed.

bool keep(db::Database& database, const ClaimedMail& mail, Timestamp leased_until);  // the heartbeat
bool release(db::Database& database, const ClaimedMail& mail);  // as it was before the claim; no failure is counted
// The mail server put it off: due again at `due_at`, and one failure more.
bool postpone(db::Database& database, const ClaimedMail& mail, Timestamp due_at, std::string_view reply);

enum class Ending { sent, dead, expired };
// The end; the payload is gone with it. May be said twice (after an answer that did not come). `reply` holds no address
// and at most 200 characters; `recipient_refused` marks the address with the member's account.
bool finish(db::Database& database, const ClaimedMail& mail, Ending ending, std::string_view reply,
            bool recipient_refused, Timestamp now);

// The same for mails that were sent, all at once: how many it was true for.
struct Sent {
  const ClaimedMail& mail;
  std::string reply;
};
std::uint64_t finish_sent(db::Database& database, std::span<const Sent> sent, Timestamp now);

// What systemctl status shows. Failed: within the last day.
struct Figures {
  std::int64_t waiting, sending, failed;
};
Figures figures(db::Database& database, Timestamp now);

// Staff's side (portalctl mail).

// ready, leased, deferred (put off), held (by staff), sent, dead, expired, deleted: told from due_at, outcome and hold.
struct QueuedMail {
  MailId id;
  SocietyId society_id;
  std::string state, society;  // the society's slug
  MailClass mail_class;
  std::string purpose, recipient, message_id;
  int attempts, failures;
  Timestamp queued_at, not_after;
  std::optional<Timestamp> due_at, finished_at;
  std::optional<std::string> last_reply;
  std::optional<AccountId> account;  // whose it is; none: it went to an address that has none
};

struct Filter {  // what is not given may be anything
  std::optional<MailId> id;
  std::optional<std::string> state, society, recipient;
  std::optional<int> mail_class;
};
// Newest first; `before` continues a list after its last row.
std::vector<QueuedMail> list(db::Database& database, const Filter& filter, std::optional<MailId> before, int count_max,
                             Timestamp now);

struct StateFigures {
  MailClass mail_class;
  std::string state;
  std::int64_t count;
  Timestamp oldest_queued_at;
};
std::vector<StateFigures> stats(db::Database& database, std::optional<std::string_view> society, Timestamp now);

// What monitors ask, by an index each: all that is not finished (ready, leased, deferred, held), what was sent since a
// moment, and what was not to be delivered since another (dead, expired).
struct SocietyFigures {
  MailClass mail_class;
  std::string state;
  std::int64_t count;
  std::optional<Timestamp> oldest_due_at;  // of what is ready: since when nobody takes it
  SocietyId society;
};
std::vector<SocietyFigures> watched(db::Database& database, Timestamp sent_since, Timestamp failed_since,
                                    Timestamp now);

// False: the mail is not in a state for it. A mail that is being sent can't be stopped: hold and remove leave it alone.
bool hold(db::Database& database, MailId id, Timestamp now);
bool unhold(db::Database& database, MailId id);                 // due again when it was
bool retry(db::Database& database, MailId id, Timestamp now);   // a deferred mail is due now
bool remove(db::Database& database, MailId id, Timestamp now);  // never sent; the row stays, without its payload

}  // namespace mail_queue
}  // namespace portal
