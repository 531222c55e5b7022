#include "sql/mails/mail_queue.hpp"

#include "base/limits.hpp"

namespace portal::mail_queue {
namespace {

ClaimedMail read_claimed(const db::Rows& rows, Timestamp leased_until) {
  return {rows.get<MailId>("id"),
          rows.get<int>("attempts") + 1,
          rows.get<int>("failures"),
          rows.get<SocietyId>("society_id"),
          rows.get<MailClass>("class"),
          rows.get<std::string>("purpose"),
          rows.get<std::string>("recipient"),
          rows.get<std::string>("message_id"),
          rows.get<std::optional<std::string>>("sealed_payload"),
          rows.get<Timestamp>("queued_at"),
          rows.get<Timestamp>("due_at"),
          rows.get<Timestamp>("not_after"),
          leased_until};
}

QueuedMail read_queued(const db::Rows& rows) {
  return {rows.get<MailId>("id"),
          rows.get<SocietyId>("society_id"),
          rows.get<std::string>("state"),
          rows.get<std::string>("society"),
          rows.get<MailClass>("class"),
          rows.get<std::string>("purpose"),
          rows.get<std::string>("recipient"),
          rows.get<std::string>("message_id"),
          rows.get<int>("attempts"),
          rows.get<int>("failures"),
          rows.get<Timestamp>("queued_at"),
          rows.get<Timestamp>("not_after"),
          rows.get<std::optional<Timestamp>>("due_at"),
          rows.get<std::optional<Timestamp>>("finished_at"),
          rows.get<std::optional<std::string>>("last_reply"),
          rows.get<std::optional<AccountId>>("account_id")};
}

const char* outcome(Ending ending) {
  return ending == Ending::sent ? "sent" : ending == Ending::dead ? "dead" : "expired";
}

}  // namespace

void enqueue(db::SocietyDatabase& db, const NewMail& mail, Timestamp now) {
  db.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, account_id, about_member_id, asker_digest, recipient,
                            message_id, sealed_payload, queued_at, due_at, not_after)
    VALUES (:society, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))",
             mail.mail_class, mail.purpose, mail.account_id, mail.about, mail.asker_digest, mail.recipient,
             mail.message_id, mail.sealed_payload, now, now, mail.not_after);
}

void enqueue_nothing(db::SocietyDatabase& db, const NewMail& mail, Timestamp now) {
  db.execute(R"(
    INSERT INTO mail_queue (society_id, class, purpose, account_id, asker_digest, recipient, message_id, sealed_payload,
                            queued_at, due_at, not_after, outcome, finished_at)
    VALUES (:society, ?, ?, ?, ?, ?, ?, NULL, ?, NULL, ?, 'deleted', ?))",
             mail.mail_class, mail.purpose, mail.account_id, mail.asker_digest, mail.recipient, mail.message_id, now,
             mail.not_after, now);
}

std::uint64_t take_back(db::SocietyDatabase& db, MemberId about, Timestamp now) {
  return db.execute(R"(
    UPDATE mail_queue q LEFT JOIN accounts c ON c.society_id = q.society_id AND c.id = q.account_id
    SET q.outcome = 'deleted', q.finished_at = ?, q.sealed_payload = NULL, q.due_at = NULL, q.held_due_at = NULL,
        q.leased_at = NULL
    WHERE q.society_id = :society AND q.about_member_id = ? AND q.outcome IS NULL AND COALESCE(c.member_id, 0) <> ?)",
                    now, about, about);
}

Due look(db::Database& database) {
  auto rows = database.select_with_clock(R"(
    SELECT UTC_TIMESTAMP(6) AS now, @@read_only OR @@innodb_read_only AS on_read_only_server,
           EXISTS (SELECT id FROM mail_queue WHERE class = 0 AND due_at <= UTC_TIMESTAMP(6)) AS link_due,
           EXISTS (SELECT id FROM mail_queue WHERE class = 1 AND due_at <= UTC_TIMESTAMP(6)) AS security_due,
           EXISTS (SELECT id FROM mail_queue WHERE class = 5 AND due_at <= UTC_TIMESTAMP(6)) AS news_due,
           EXISTS (SELECT made_at FROM restored_copies) AS of_restored_copy)");
  rows.next();
  return {rows.get<Timestamp>("now"),
          rows.get<bool>("link_due"),
          rows.get<bool>("security_due"),
          rows.get<bool>("news_due"),
          rows.get<bool>("on_read_only_server"),
          rows.get<bool>("of_restored_copy")};
}

// The index serves the order, so that only what is taken is locked; a small table would be read (and locked) whole
// without being told. A lease moves the row into the future of its index, out of the next claim's way.
std::vector<ClaimedMail> claim(db::Database& database, MailClass mail_class, int count_max, const Lease& lease) {
  auto rows = database.select(R"(
    SELECT id, attempts, failures, society_id, class, purpose, recipient, message_id, queued_at, due_at, not_after,
           IF(LENGTH(sealed_payload) <= ?, sealed_payload, NULL) AS sealed_payload
    FROM mail_queue FORCE INDEX (by_due)
    WHERE class = ? AND due_at <= ?
    ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED)",
                              limits::mail_sealed_bytes_max, mail_class, lease.from, count_max);
  std::vector<ClaimedMail> claimed;
  db::JsonRows ids;
  while (rows.next()) {
    claimed.push_back(read_claimed(rows, lease.until));
    ids.add({claimed.back().id});
  }
  if (claimed.empty()) return claimed;
  database.execute(R"(
    UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]')) AS taken
    STRAIGHT_JOIN mail_queue q FORCE INDEX (primary) ON q.id = taken.id
    SET q.due_at = ?, q.leased_at = ?, q.leased_by = ?, q.attempts = q.attempts + 1)",
                   ids.text(), lease.until, lease.from, lease.worker);
  return claimed;
}

// The lease's end, to the microsecond, finds the rows by the index; the name leaves another worker's alone.
std::uint64_t release_all(db::Database& database, MailClass mail_class, const Lease& lease) {
  return database.execute(R"(
    UPDATE mail_queue SET due_at = leased_at, leased_at = NULL
    WHERE class = ? AND due_at = ? AND leased_at = ? AND leased_by = ?)",
                          mail_class, lease.until, lease.from, lease.worker);
}

namespace {

// How many of up to `found` leases were taken back.
struct TakenBack {
  std::int64_t found, count;
};

// Found without locks: what others hold lies in the same piece of the index.
TakenBack take_some_back(db::Database& database, std::string_view worker, int attempts_max, Timestamp now) {
  auto rows = database.select(R"(
    SELECT id FROM mail_queue
    WHERE class IN (0, 1, 5) AND due_at > ? AND leased_at IS NOT NULL AND leased_by = ? AND attempts <= ?
    ORDER BY class, due_at, id LIMIT ?)",
                              now, worker, attempts_max, limits::mail_batch_max);
  TakenBack taken{0, 0};
  while (rows.next()) {
    ++taken.found;
    taken.count += static_cast<std::int64_t>(database.execute(R"(
    UPDATE mail_queue SET due_at = leased_at, leased_at = NULL
    WHERE id = ? AND due_at IS NOT NULL AND leased_at IS NOT NULL AND leased_by = ?)",
                                                              rows.get<MailId>("id"), worker));
  }
  return taken;
}

}  // namespace

std::int64_t take_back(db::Database& database, std::string_view worker, int attempts_max, Timestamp now) {
  std::int64_t count = 0;
  for (;;) {
    const TakenBack some = take_some_back(database, worker, attempts_max, now);
    count += some.count;
    if (some.found < limits::mail_batch_max || some.count == 0) return count;
  }
}

std::uint64_t bring_back(db::Database& database, MailClass mail_class, Timestamp furthest, Timestamp lease_end,
                         Timestamp now) {
  return database.execute("UPDATE mail_queue SET due_at = IF(leased_at IS NULL, ?, ?) WHERE class = ? AND due_at > ?",
                          now, lease_end, mail_class, furthest);
}

bool keep(db::Database& database, const ClaimedMail& mail, Timestamp leased_until) {
  return database.execute(R"(
    UPDATE mail_queue SET due_at = ?
    WHERE id = ? AND attempts = ? AND leased_at IS NOT NULL)",
                          leased_until, mail.id, mail.attempt) == 1;
}

bool release(db::Database& database, const ClaimedMail& mail) {
  return database.execute(R"(
    UPDATE mail_queue SET due_at = ?, leased_at = NULL
    WHERE id = ? AND attempts = ? AND leased_at IS NOT NULL)",
                          mail.due_at, mail.id, mail.attempt) == 1;
}

bool postpone(db::Database& database, const ClaimedMail& mail, Timestamp due_at, std::string_view reply) {
  return database.execute(R"(
    UPDATE mail_queue SET due_at = ?, leased_at = NULL, failures = failures + 1, last_reply = ?
    WHERE id = ? AND attempts = ? AND leased_at IS NOT NULL)",
                          due_at, reply, mail.id, mail.attempt) == 1;
}

// Without asking for the lease: a mail that was sent after its lease ran out, unclaimed or held meanwhile, was sent.
bool finish(db::Database& database, const ClaimedMail& mail, Ending ending, std::string_view reply,
            bool recipient_refused, Timestamp now) {
  return database.execute(R"(
    UPDATE mail_queue
    SET outcome = ?, finished_at = ?, last_reply = ?, recipient_refused = ?, sealed_payload = NULL, due_at = NULL,
        held_due_at = NULL, leased_at = NULL
    WHERE id = ? AND attempts = ? AND (outcome IS NULL OR outcome = ?))",
                          outcome(ending), now, reply, recipient_refused, mail.id, mail.attempt, outcome(ending)) == 1;
}

// The mails are found by their numbers, one after another: a small table would be read, and locked, whole.
std::uint64_t finish_sent(db::Database& database, std::span<const Sent> sent, Timestamp now) {
  if (sent.size() == 1) return finish(database, sent[0].mail, Ending::sent, sent[0].reply, false, now) ? 1 : 0;
  db::JsonRows rows;
  for (const Sent& each : sent) rows.add({each.mail.id, each.mail.attempt, each.reply});
  return database.execute(R"(
    UPDATE JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$[0]', attempt INT PATH '$[1]',
                                         reply VARCHAR(200) PATH '$[2]')) AS sent
    STRAIGHT_JOIN mail_queue q FORCE INDEX (primary) ON q.id = sent.id AND q.attempts = sent.attempt
    SET q.outcome = 'sent', q.finished_at = ?, q.last_reply = sent.reply, q.recipient_refused = FALSE,
        q.sealed_payload = NULL, q.due_at = NULL, q.held_due_at = NULL, q.leased_at = NULL
    WHERE q.outcome IS NULL OR q.outcome = 'sent')",
                          rows.text(), now);
}

Figures figures(db::Database& database, Timestamp now) {
  auto rows = database.select(R"(
    SELECT (SELECT COUNT(*) FROM mail_queue WHERE class IN (0, 1, 5) AND due_at IS NOT NULL) AS open_count,
           (SELECT COUNT(*) FROM mail_queue WHERE class IN (0, 1, 5) AND due_at > ? AND leased_at IS NOT NULL)
             AS sending,
           (SELECT COUNT(*) FROM mail_queue WHERE outcome IN ('dead', 'expired') AND finished_at > ?) AS failed)",
                              now, now - std::chrono::hours(24));
  rows.next();
  const auto sending = rows.get<std::int64_t>("sending");
  return {rows.get<std::int64_t>("open_count") - sending, sending, rows.get<std::int64_t>("failed")};
}

std::vector<QueuedMail> list(db::Database& database, const Filter& filter, std::optional<MailId> before, int count_max,
                             Timestamp now) {
  auto rows = database.select(R"(
    SELECT id, society_id, state, society, class, purpose, recipient, message_id, attempts, failures, queued_at,
           not_after, due_at, finished_at, last_reply, account_id
    FROM (SELECT q.id, q.society_id, q.account_id, q.class, q.purpose, q.recipient, q.message_id, q.attempts,
                 q.failures, q.queued_at, q.not_after, COALESCE(q.due_at, q.held_due_at) AS due_at, q.finished_at,
                 q.last_reply, s.slug AS society,
                 CASE WHEN q.outcome IS NOT NULL THEN q.outcome
                      WHEN q.due_at IS NULL THEN 'held'
                      WHEN q.due_at <= ? THEN 'ready'
                      WHEN q.leased_at IS NOT NULL THEN 'leased'
                      ELSE 'deferred' END AS state
          FROM mail_queue AS q JOIN societies AS s ON s.id = q.society_id) AS mails
    WHERE (? IS NULL OR id = ?) AND (? IS NULL OR id < ?) AND (? IS NULL OR state = ?) AND (? IS NULL OR society = ?)
      AND (? IS NULL OR recipient = ?) AND (? IS NULL OR class = ?)
    ORDER BY id DESC LIMIT ?)",
                              now, filter.id, filter.id, before, before, filter.state, filter.state, filter.society,
                              filter.society, filter.recipient, filter.recipient, filter.mail_class, filter.mail_class,
                              count_max);
  std::vector<QueuedMail> found;
  while (rows.next()) found.push_back(read_queued(rows));
  return found;
}

std::vector<StateFigures> stats(db::Database& database, std::optional<std::string_view> society, Timestamp now) {
  auto rows = database.select(R"(
    SELECT class, state, COUNT(*) AS mails, MIN(queued_at) AS oldest_queued_at
    FROM (SELECT q.class, q.queued_at,
                 CASE WHEN q.outcome IS NOT NULL THEN q.outcome
                      WHEN q.due_at IS NULL THEN 'held'
                      WHEN q.due_at <= ? THEN 'ready'
                      WHEN q.leased_at IS NOT NULL THEN 'leased'
                      ELSE 'deferred' END AS state
          FROM mail_queue AS q JOIN societies AS s ON s.id = q.society_id WHERE (? IS NULL OR s.slug = ?)) AS mails
    GROUP BY class, state ORDER BY class, state LIMIT 100)",
                              now, society, society);
  std::vector<StateFigures> found;
  while (rows.next())
    found.push_back({rows.get<MailClass>("class"), rows.get<std::string>("state"), rows.get<std::int64_t>("mails"),
                     rows.get<Timestamp>("oldest_queued_at")});
  return found;
}

std::vector<SocietyFigures> watched(db::Database& database, Timestamp sent_since, Timestamp failed_since,
                                    Timestamp now) {
  constexpr int rows_max = 100'000;
  auto rows = database.select(R"(
    SELECT society_id, class, state, COUNT(*) AS mails, MIN(due_at) AS oldest_due_at
    FROM (SELECT society_id, class, due_at,
                 CASE WHEN due_at IS NULL THEN 'held'
                      WHEN due_at <= ? THEN 'ready'
                      WHEN leased_at IS NOT NULL THEN 'leased'
                      ELSE 'deferred' END AS state
          FROM mail_queue WHERE outcome IS NULL
          UNION ALL
          SELECT society_id, class, due_at, outcome FROM mail_queue WHERE outcome = 'sent' AND finished_at >= ?
          UNION ALL
          SELECT society_id, class, due_at, outcome
          FROM mail_queue WHERE outcome IN ('dead', 'expired') AND finished_at >= ?) AS mails
    GROUP BY society_id, class, state ORDER BY society_id, class, state LIMIT ?)",
                              now, sent_since, failed_since, rows_max);
  std::vector<SocietyFigures> found;
  while (rows.next())
    found.push_back({rows.get<MailClass>("class"), rows.get<std::string>("state"), rows.get<std::int64_t>("mails"),
                     rows.get<std::optional<Timestamp>>("oldest_due_at"), rows.get<SocietyId>("society_id")});
  return found;
}

bool hold(db::Database& database, MailId id, Timestamp now) {
  return database.execute(R"(
    UPDATE mail_queue SET held_due_at = due_at, leased_at = NULL, due_at = NULL
    WHERE id = ? AND due_at IS NOT NULL AND (leased_at IS NULL OR due_at <= ?))",
                          id, now) == 1;
}

bool unhold(db::Database& database, MailId id) {
  return database.execute(R"(
    UPDATE mail_queue SET due_at = held_due_at, held_due_at = NULL
    WHERE id = ? AND held_due_at IS NOT NULL)",
                          id) == 1;
}

bool retry(db::Database& database, MailId id, Timestamp now) {
  return database.execute("UPDATE mail_queue SET due_at = ? WHERE id = ? AND due_at > ? AND leased_at IS NULL", now, id,
                          now) == 1;
}

bool remove(db::Database& database, MailId id, Timestamp now) {
  return database.execute(R"(
    UPDATE mail_queue
    SET outcome = 'deleted', finished_at = ?, sealed_payload = NULL, due_at = NULL, held_due_at = NULL, leased_at = NULL
    WHERE id = ? AND outcome IS NULL AND (leased_at IS NULL OR due_at <= ?))",
                          now, id, now) == 1;
}

}  // namespace portal::mail_queue
