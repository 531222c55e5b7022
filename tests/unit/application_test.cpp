#include <boost/test/unit_test.hpp>

#include "domain/applications/application_status.hpp"
#include "domain/applications/receipt_number.hpp"

namespace {

using namespace portal;
using applications::Kind;
using enum applications::Status;

constexpr auto limit_certificate = Kind::limit_certificate, screening = Kind::screening;

bool names(std::string_view text, Kind kind, std::int64_t id) {
  const auto parsed = receipt_number::parse(text);
  return parsed && parsed->kind == kind && parsed->id == ApplicationId{id};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(applications_rules)

BOOST_AUTO_TEST_CASE(a_receipt_number_says_its_kind_and_number_and_reads_back) {
  BOOST_TEST(receipt_number::of(limit_certificate, ApplicationId{1234}) == "G-0001234-4");
  BOOST_TEST(names("G-0001234-4", limit_certificate, 1234));
  BOOST_TEST(names(receipt_number::of(screening, ApplicationId{123456789}), screening, 123456789));
}

BOOST_AUTO_TEST_CASE(a_receipt_number_is_read_as_people_type_it) {
  for (const char* typed : {"ｇ－０００１２３４－４", "g00012344", " G ー0001234 ー4 "})
    BOOST_TEST(names(typed, limit_certificate, 1234), typed);
}

BOOST_AUTO_TEST_CASE(a_receipt_number_with_one_wrong_digit_names_nothing) {
  const std::string good = receipt_number::of(screening, ApplicationId{1234});
  for (std::size_t place = 0; place < good.size(); ++place)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = good;
      if (typed[place] == '-' || typed[place] == digit) continue;
      typed[place] = digit;
      BOOST_TEST(!receipt_number::parse(typed), typed);
    }
  for (const char* typed : {"", "G", "G-4", "X-0001234-4", "0001234", "G-0001234-4-", "K-99999999999999999999-1"})
    BOOST_TEST((!receipt_number::parse(typed) || names(typed, limit_certificate, 1234)), typed);
}

BOOST_AUTO_TEST_CASE(an_application_goes_forward_and_never_comes_back_from_the_end) {
  for (const auto to : applications::statuses) {
    BOOST_TEST(!application_status::may_follow(limit_certificate, withdrawn, to));
    BOOST_TEST(application_status::may_follow(limit_certificate, sent, to) == (to == sent));
    BOOST_TEST(application_status::may_follow(limit_certificate, checking, to) == (to != received));
  }
  BOOST_TEST(!application_status::may_follow(limit_certificate, returned, approved));
}

BOOST_AUTO_TEST_CASE(a_member_corrects_what_was_sent_back_and_withdraws_before_it_is_checked) {
  BOOST_TEST(application_status::may_withdraw(limit_certificate, received));
  BOOST_TEST(!application_status::may_withdraw(limit_certificate, checking));
  BOOST_TEST(application_status::may_correct(limit_certificate, returned));
  BOOST_TEST(!application_status::may_correct(limit_certificate, received));
  BOOST_TEST(!application_status::may_correct(screening, returned));
}

BOOST_AUTO_TEST_CASE(a_status_in_a_file_is_written_as_the_page_says_it) {
  for (const auto status : applications::statuses)
    BOOST_TEST((application_status::from_words(screening, application_status::words(screening, status)) == status));
  BOOST_TEST(application_status::words(screening, withdrawn) == "取消");
  BOOST_TEST(!application_status::from_words(limit_certificate, "取消"));
}

BOOST_AUTO_TEST_CASE(a_status_is_read_in_any_width_and_with_any_okurigana) {
  for (const char* word : {"差し戻し", "差戻", " 差　戻し "})
    BOOST_TEST((application_status::from_words(limit_certificate, word) == returned), word);
  BOOST_TEST((application_status::from_words(limit_certificate, "取り下げ") == withdrawn));
  BOOST_TEST((application_status::from_words(limit_certificate, "発送済み") == sent));
  BOOST_TEST((application_status::from_words(screening, "取り消し") == withdrawn));
  for (const char* word : {"", "済", "しき", "再差戻し"})
    BOOST_TEST(!application_status::from_words(limit_certificate, word), word);
}

BOOST_AUTO_TEST_SUITE_END()
