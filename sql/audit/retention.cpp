#include "sql/audit/retention.hpp"

#include <array>

#include "base/limits.hpp"

namespace portal::retention {
namespace {

using namespace std::chrono_literals;

constexpr auto days = [](int number) { return std::chrono::hours{24 * number}; };

// Steps stand before the links that they point to. A throttle that still counts or blocks stays, however old.
constexpr std::array<Kept, 15> table{{
    {"form_nonces", limits::form_nonce_life, "the form was sent",
     "SELECT COUNT(*) AS found FROM form_nonces WHERE society_id = :society AND created_at < ?",
     "DELETE FROM form_nonces WHERE society_id = :society AND created_at < ? LIMIT ?"},
    {"sent_forms", 24h, "the form was sent",
     "SELECT COUNT(*) AS found FROM sent_forms WHERE society_id = :society AND sent_at < ?",
     "DELETE FROM sent_forms WHERE society_id = :society AND sent_at < ? LIMIT ?"},
    {"sign_in_attempts", 24h, "the latest try",
     "SELECT COUNT(*) AS found FROM sign_in_attempts WHERE society_id = :society AND tried_at < ?",
     "DELETE FROM sign_in_attempts WHERE society_id = :society AND tried_at < ? LIMIT ?"},
    {"throttles", 24h, "they counted or blocked",
     "SELECT COUNT(*) AS found FROM throttles"
     " WHERE society_id = :society AND GREATEST(window_ends_at, COALESCE(blocked_until, window_ends_at)) < ?",
     "DELETE FROM throttles"
     " WHERE society_id = :society AND GREATEST(window_ends_at, COALESCE(blocked_until, window_ends_at)) < ? LIMIT ?"},
    {"steps", days(7), "their end",
     "SELECT COUNT(*) AS found FROM steps WHERE society_id = :society AND expires_at < ?",
     "DELETE FROM steps WHERE society_id = :society AND expires_at < ? LIMIT ?"},
    {"mail_links", days(7), "their end",
     "SELECT COUNT(*) AS found FROM mail_links WHERE society_id = :society AND expires_at < ?",
     "DELETE FROM mail_links WHERE society_id = :society AND expires_at < ? LIMIT ?"},
    {"sessions", days(90), "their end",
     "SELECT COUNT(*) AS found FROM sessions WHERE society_id = :society AND expires_at < ?",
     "DELETE FROM sessions WHERE society_id = :society AND expires_at < ? LIMIT ?"},
    {"devices", limits::device_life, "the latest sign-in",
     "SELECT COUNT(*) AS found FROM devices WHERE society_id = :society AND seen_at < ?",
     "DELETE FROM devices WHERE society_id = :society AND seen_at < ? LIMIT ?"},
    {"sign_ins", limits::sign_ins_shown, "the sign-in",
     "SELECT COUNT(*) AS found FROM sign_ins WHERE society_id = :society AND at < ?",
     "DELETE FROM sign_ins WHERE society_id = :society AND at < ? LIMIT ?"},
    {"two_step", 24h, "a set-up that was not finished began",
     "SELECT COUNT(*) AS found FROM two_step WHERE society_id = :society AND on_since IS NULL AND began_at < ?",
     "DELETE FROM two_step WHERE society_id = :society AND on_since IS NULL AND began_at < ? LIMIT ?"},
    {"arrival_mails", limits::unsubscribe_life, "the mail was made",
     "SELECT COUNT(*) AS found FROM arrival_mails WHERE society_id = :society AND made_at < ?",
     "DELETE FROM arrival_mails WHERE society_id = :society AND made_at < ? LIMIT ?"},
    {"postcard_orders of nobody", 24h, "the form was sent",
     "SELECT COUNT(*) AS found FROM postcard_orders WHERE society_id = :society AND member_id IS NULL"
     " AND ordered_at < ?",
     "DELETE FROM postcard_orders WHERE society_id = :society AND member_id IS NULL AND ordered_at < ? LIMIT ?"},
    {"postcard_orders", limits::postcard_order_life, "the order, or its postcard's issue",
     "SELECT COUNT(*) AS found FROM postcard_orders WHERE society_id = :society AND member_id IS NOT NULL"
     " AND GREATEST(ordered_at, COALESCE(issued_at, ordered_at)) < ?",
     "DELETE FROM postcard_orders WHERE society_id = :society AND member_id IS NOT NULL"
     " AND GREATEST(ordered_at, COALESCE(issued_at, ordered_at)) < ? LIMIT ?"},
    {"application_export_lines", limits::exported_lines_kept, "the export; its text alone goes",
     "SELECT COUNT(*) AS found FROM application_export_lines WHERE society_id = :society AND line <> ''"
     " AND export_id IN (SELECT id FROM application_exports WHERE society_id = :society AND exported_at < ?)",
     "UPDATE application_export_lines SET line = '' WHERE society_id = :society AND line <> ''"
     " AND export_id IN (SELECT id FROM application_exports WHERE society_id = :society AND exported_at < ?) LIMIT ?"},
    {"mail_queue", days(90), "they were sent or given up",
     "SELECT COUNT(*) AS found FROM mail_queue WHERE society_id = :society AND finished_at < ?",
     "DELETE FROM mail_queue WHERE society_id = :society AND finished_at < ? LIMIT ?"},
}};

}  // namespace

std::span<const Kept> all() { return table; }

std::int64_t count(db::SocietyReader& db, const Kept& kept, Timestamp until) {
  auto rows = db.select(kept.count, until);
  rows.next();
  return rows.get<std::int64_t>("found");
}

std::uint64_t remove(db::SocietyDatabase& db, const Kept& kept, Timestamp until, int rows_max) {
  return db.execute(kept.remove, until, rows_max);
}

}  // namespace portal::retention
