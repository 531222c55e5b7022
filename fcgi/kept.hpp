#pragma once
#include <vector>

#include "fcgi/visit.hpp"
#include "sql/applications/limit_bands.hpp"
#include "sql/applications/screenings.hpp"
#include "sql/expenses/expenses.hpp"
#include "sql/publishing/notices.hpp"
#include "sql/publishing/topics.hpp"

// What the visited society says to all, as the worker keeps it (sql/kept_society.hpp). Each lives as long as the visit.
namespace portal::kept {

const std::vector<FrontItem>& front_items(const Visit& visit);
const expenses::Arrived& arrived(const Visit& visit);
const std::vector<limit_bands::Schedule>& limit_schedules(const Visit& visit);
const screenings::Programmes& programmes(const Visit& visit, int fiscal_year);
// Of the visit's day.
const notices::Shown& notices(const Visit& visit);
const std::vector<topics::Line>& topics(const Visit& visit);

}  // namespace portal::kept
