#include "base/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include <boost/test/unit_test.hpp>

namespace {

constexpr int samples = 20'000;

std::vector<std::string> drawn(std::string (*draw)()) {
  std::vector<std::string> found(samples);
  std::ranges::generate(found, draw);
  return found;
}

// How far the characters at one position are from being equally frequent, in standard deviations of what chance does.
double deviation(const std::vector<std::string>& words, std::size_t position, std::size_t letters) {
  std::map<char, int> counts;
  for (const std::string& word : words) ++counts[word[position]];
  const double expected = static_cast<double>(words.size()) / static_cast<double>(letters);
  double chi_squared = static_cast<double>(letters - counts.size()) * expected;
  for (const auto& [letter, count] : counts) chi_squared += (count - expected) * (count - expected) / expected;
  const auto freedom = static_cast<double>(letters - 1);
  return (chi_squared - freedom) / std::sqrt(2 * freedom);
}

// 9 standard deviations of a chi-squared: chance does it once in millions of runs; a stuck bit is hundreds away.
constexpr double deviation_max = 9;

}  // namespace

BOOST_AUTO_TEST_SUITE(random_secrets)

BOOST_AUTO_TEST_CASE(tokens_have_43_characters_of_base64url_all_equally_frequent_and_none_comes_twice) {
  const auto tokens = drawn(portal::random::token);
  BOOST_TEST((std::set<std::string>(tokens.begin(), tokens.end()).size() == tokens.size()));
  for (const std::string& token : tokens) {
    BOOST_REQUIRE(token.size() == 43U);
    BOOST_REQUIRE(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
                  std::string::npos);
  }
  for (std::size_t position = 0; position < 42; ++position)
    BOOST_TEST(std::abs(deviation(tokens, position, 64)) < deviation_max, position);
  BOOST_TEST(std::abs(deviation(tokens, 42, 16)) < deviation_max);  // the last one holds 4 bits
}

BOOST_AUTO_TEST_CASE(initial_passwords_have_12_unmistakable_characters_with_a_letter_and_a_digit_and_none_comes_twice) {
  const auto passwords = drawn(portal::random::initial_password);
  BOOST_TEST((std::set<std::string>(passwords.begin(), passwords.end()).size() == passwords.size()));
  for (const std::string& password : passwords) {
    BOOST_REQUIRE(password.size() == 12U);
    BOOST_REQUIRE(password.find_first_not_of("abcdefghjkmnpqrstuvwxyz23456789") == std::string::npos);
    BOOST_REQUIRE(password.find_first_of("23456789") != std::string::npos);
    BOOST_REQUIRE(password.find_first_not_of("23456789") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(printed_login_ids_are_in_no_order_and_none_comes_twice) {
  const auto ids = drawn(portal::random::initial_login_id);
  BOOST_TEST((std::set<std::string>(ids.begin(), ids.end()).size() == ids.size()));
  int rising = 0;
  for (std::size_t at = 1; at < ids.size(); ++at) rising += ids[at - 1] < ids[at] ? 1 : 0;
  BOOST_TEST(rising > samples * 47 / 100);
  BOOST_TEST(rising < samples * 53 / 100);
}

BOOST_AUTO_TEST_SUITE_END()
