#pragma once
#include <cstdint>

namespace portal {

// Row numbers, one type per table, so that an account's number can't be passed where a member's is meant.
enum class SocietyId : std::int64_t {};
enum class MemberId : std::int64_t {};
enum class AccountId : std::int64_t {};
enum class EmailId : std::int64_t {};
enum class SessionId : std::int64_t {};
enum class PasskeyId : std::int64_t {};
enum class StepId : std::int64_t {};
enum class MailLinkId : std::int64_t {};
enum class PostcardId : std::int64_t {};
enum class PostcardOrderId : std::int64_t {};
enum class MailId : std::int64_t {};
enum class ImportId : std::int64_t {};
enum class NoticeId : std::int64_t {};
enum class TopicId : std::int64_t {};
enum class DocumentId : std::int64_t {};
enum class ApplicationId : std::int64_t {};
enum class ExportId : std::int64_t {};
enum class ProgrammeId : std::int64_t {};

template <class Id>
constexpr std::int64_t number(Id id) {
  return static_cast<std::int64_t>(id);
}

}  // namespace portal
