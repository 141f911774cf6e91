"""What an application writes to the tables of flights, and what must come of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .writers import Application, Change, chosen_key, moment

if TYPE_CHECKING:
    import random

    from .writers import Values

# `unknown` is also the name of the target's own member, which no legacy row may take.
CARRIERS = ("UA", "AA", "B6", "EV", "X1", "X2", "x1 ", "unknown")
AIRPORTS = ("EWR", "JFK", "LGA", "BQN", "SJU", "unknown")
TAILS = ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "unknown")


def values(chance: random.Random, fresh: int) -> Values:
    """Random values for one change of the flights or of what they name."""
    number = chosen_key(chance)
    return {
        "flight": number,
        "hour": f"2013-01-0{1 + number % 3} {number % 24:02}:00+00",
        "code": CARRIERS[number % len(CARRIERS)],
        "fresh": fresh,
        "carrier": chance.choice(CARRIERS),
        "airport": chance.choice(AIRPORTS),
        "dest": chance.choice(AIRPORTS),
        "tail": chance.choice((*TAILS, None)),
        "plane": chance.choice(TAILS),
        "minutes": chance.choice((chance.randrange(-40, 1300), None)),
        "distance": chance.randrange(20, 5000),
        "at": moment(chance),
    }


FLIGHT = """
INSERT INTO nyc.flights (
    year, month, day, dep_time, sched_dep_time, dep_delay, sched_arr_time,
    carrier, flight, tailnum, origin, dest, distance, hour, minute, time_hour
)
VALUES (
    2013, 1, 1, %(minutes)s, 900, %(minutes)s, 1000,
    %(code)s, %(flight)s, %(tail)s, %(airport)s, %(dest)s, %(distance)s, 9, 0, %(hour)s
)
ON CONFLICT (time_hour, carrier, flight) DO NOTHING
"""
WEATHER = """
INSERT INTO nyc.weather (origin, year, month, day, hour, temp, precip, visib, time_hour)
VALUES (%(airport)s, 2013, 1, 1, 9, 40, 0, 10, %(hour)s)
ON CONFLICT (origin, time_hour) DO NOTHING
"""
AIRLINE = """
INSERT INTO nyc.airlines (carrier, name) VALUES (%(carrier)s, 'Airline ' || %(distance)s)
ON CONFLICT (carrier) DO NOTHING
"""
AIRPORT = """
INSERT INTO nyc.airports (faa, name, lat, lon, alt, tz, dst)
VALUES (%(airport)s, 'Airport ' || %(distance)s, 40, -74, %(distance)s, -5, 'A')
ON CONFLICT (faa) DO NOTHING
"""
PLANE = """
INSERT INTO nyc.planes (tailnum, type, manufacturer, model, engines, seats, engine)
VALUES (%(plane)s, 'Rotorcraft', 'BOEING', 'model ' || %(distance)s, 2, 9, 'Turbo-fan')
ON CONFLICT (tailnum) DO NOTHING
"""
THIS = "WHERE (time_hour, carrier, flight) = (%(hour)s, %(code)s, %(flight)s)"
HERE = "WHERE (origin, time_hour) = (%(airport)s, %(hour)s)"
CARRIER = "WHERE carrier = %(carrier)s"
FAA = "WHERE faa = %(airport)s"
TAIL = "WHERE tailnum = %(plane)s"
PICKED = """
WITH picked AS MATERIALIZED (
    SELECT time_hour, carrier, flight
    FROM nyc.flights
    WHERE flight BETWEEN %(flight)s AND %(flight)s + 20
    ORDER BY flight
    FOR UPDATE
)
"""
OF_PICKED = "WHERE (time_hour, carrier, flight) IN (TABLE picked)"
flight = partial(Change, "flights", ("flight",))
weather = partial(Change, "weather", ("airport", "hour"))
airline = partial(Change, "airlines", ("carrier",))
airport = partial(Change, "airports", ("airport",))
plane = partial(Change, "planes", ("plane",))

# Rows named after two moments: now and a later one, then an earlier one and now.
NAMING = """
INSERT INTO nyc.flights (
    year, month, day, sched_dep_time, sched_arr_time,
    carrier, flight, tailnum, origin, dest, distance, hour, minute, time_hour
)
SELECT 2013, 1, 1, 900, 1000, name, 1, name, name, name, 100, 9, 0, '2013-02-28 12:00+00'
FROM generate_series(%(gap)s, %(last)s) AS later,
    concat('{0}', %(gap)s, '-', later) AS name;
INSERT INTO nyc.weather (origin, year, month, day, hour, precip, visib, time_hour)
SELECT concat('{0}', %(gap)s, '-', later), 2013, 2, 28, 9, 0, 10, '2013-02-28 12:00+00'
FROM generate_series(%(gap)s, %(last)s) AS later
"""
NAMED = """
INSERT INTO nyc.airlines (carrier, name)
SELECT concat('{0}', moment, '-', %(gap)s), 'late' FROM generate_series(1, %(gap)s) AS moment;
INSERT INTO nyc.planes (tailnum, type, manufacturer, model, engines, seats, engine)
SELECT concat('{0}', moment, '-', %(gap)s), 'late', 'BOEING', '737', 2, 9, 'Turbo-fan'
FROM generate_series(1, %(gap)s) AS moment;
INSERT INTO nyc.airports (faa, name, lat, lon, alt, tz, dst)
SELECT concat('{0}', moment, '-', %(gap)s), 'late', 1, 1, 1, 1, 'U'
FROM generate_series(1, %(gap)s) AS moment
"""
NAMED_LATER = NAMED.replace("moment, '-', %(gap)s", "%(gap)s, '-', moment").replace(
    "(1, %(gap)s)", "(%(gap)s, %(last)s)"
)
FORGOTTEN = """
DELETE FROM nyc.airlines WHERE carrier LIKE '{0}%%-' || %(gap)s;
DELETE FROM nyc.planes WHERE tailnum LIKE '{0}%%-' || %(gap)s;
DELETE FROM nyc.airports WHERE faa LIKE '{0}%%-' || %(gap)s
"""

DEPARTURES = Application(
    migration="flights",
    rows="""
    INSERT INTO nyc.airlines (carrier, name) VALUES ('UA', 'United'), ('AA', 'American');
    INSERT INTO nyc.airports (faa, name, lat, lon, alt, tz, dst)
    VALUES ('EWR', 'Newark', 40, -74, 18, -5, 'A'), ('JFK', 'Kennedy', 40, -73, 13, -5, 'A');
    INSERT INTO nyc.planes (tailnum, type, manufacturer, model, engines, seats, engine)
    SELECT 'N' || n, 'Rotorcraft', 'BOEING', '737', 2, 9, 'Turbo-fan'
    FROM generate_series(1, 4) AS n;
    INSERT INTO nyc.weather (origin, year, month, day, hour, precip, visib, time_hour)
    SELECT 'EWR', 2013, 1, 1, 9, 0, 10, timestamptz '2013-01-01 00:00+00' + n * interval '1 hour'
    FROM generate_series(0, 71) AS n;
    INSERT INTO nyc.flights (
        year, month, day, sched_dep_time, sched_arr_time, carrier, flight, tailnum,
        origin, dest, distance, hour, minute, time_hour
    )
    SELECT
        2013, 1, 1, 900, 1000,
        (ARRAY['UA', 'AA', 'B6', 'EV', 'X1', 'X2', 'x1 ', 'unknown'])[1 + n % 8], n, 'N' || n % 9,
        (ARRAY['EWR', 'LGA', 'JFK'])[1 + n % 3], (ARRAY['SJU', 'JFK'])[1 + n % 2], n, 9, 0,
        timestamptz '2013-01-01 00:00+00' + n % 3 * interval '1 day' + n % 24 * interval '1 hour'
    FROM generate_series(1, 2800) AS n
    """,
    values=values,
    often=(
        flight(FLIGHT),
        flight(f"UPDATE nyc.flights SET dep_time = %(minutes)s, distance = %(distance)s {THIS}"),
        flight(f"UPDATE nyc.flights SET tailnum = %(tail)s, dest = %(dest)s {THIS}"),
        flight(f"UPDATE nyc.flights SET origin = %(airport)s, tailnum = NULL {THIS}"),
        flight(f"UPDATE nyc.flights SET carrier = %(carrier)s, flight = %(fresh)s {THIS}"),
        flight(f"UPDATE nyc.flights SET time_hour = %(at)s, flight = %(fresh)s {THIS}"),
        flight(f"DELETE FROM nyc.flights {THIS}"),
        flight(f"DELETE FROM nyc.flights {THIS}; {FLIGHT}"),
        weather(WEATHER),
        weather(f"UPDATE nyc.weather SET temp = %(distance)s %% 100, wind_dir = 7 {HERE}"),
        weather(f"UPDATE nyc.weather SET origin = 'X' || %(fresh)s {HERE}"),
        weather(f"DELETE FROM nyc.weather {HERE}"),
        weather(f"DELETE FROM nyc.weather {HERE}; {WEATHER}"),
    ),
    sometimes=(
        airline(AIRLINE),
        airline(f"UPDATE nyc.airlines SET name = 'Renamed ' || %(distance)s {CARRIER}"),
        airline(f"UPDATE nyc.airlines SET carrier = 'R' || %(fresh)s {CARRIER}"),
        airline(f"DELETE FROM nyc.airlines {CARRIER}"),
        airline(f"DELETE FROM nyc.airlines {CARRIER}; {AIRLINE}"),
        airport(AIRPORT),
        airport(f"UPDATE nyc.airports SET alt = %(distance)s {FAA}"),
        airport(f"UPDATE nyc.airports SET faa = 'R' || %(fresh)s {FAA}"),
        airport(f"DELETE FROM nyc.airports {FAA}"),
        airport(f"DELETE FROM nyc.airports {FAA}; {AIRPORT}"),
        plane(PLANE),
        plane(f"UPDATE nyc.planes SET seats = %(distance)s {TAIL}"),
        plane(f"UPDATE nyc.planes SET tailnum = 'R' || %(fresh)s {TAIL}"),
        plane(f"DELETE FROM nyc.planes {TAIL}"),
    ),
    rarely=(
        plane("TRUNCATE nyc.planes"),
        airline("TRUNCATE nyc.airlines"),
        weather("TRUNCATE nyc.weather"),
        flight(f"{PICKED} UPDATE nyc.flights SET distance = distance + 1 {OF_PICKED}"),
        flight(f"{PICKED} UPDATE nyc.flights SET dest = %(dest)s {OF_PICKED}"),
        flight(f"{PICKED} DELETE FROM nyc.flights {OF_PICKED}"),
    ),
    pairs=(
        (NAMING.format("G"), NAMED.format("G")),
        (NAMED_LATER.format("H") + "; " + NAMING.format("H"), FORGOTTEN.format("H")),
        (
            NAMING.format("J"),
            """
            UPDATE nyc.flights SET time_hour = time_hour + interval '50 days'
            WHERE carrier LIKE 'J%%-' || %(gap)s;
            UPDATE nyc.weather SET origin = 'moved ' || origin
            WHERE origin LIKE 'J%%-' || %(gap)s
            """,
        ),
        (
            NAMING.format("K"),
            """
            DELETE FROM nyc.flights WHERE carrier LIKE 'K%%-' || %(gap)s;
            DELETE FROM nyc.weather WHERE origin LIKE 'K%%-' || %(gap)s
            """,
        ),
    ),
    apart="""
    WITH legacy AS (
        SELECT 'flight' AS what, ROW(
            l.time_hour, l.carrier, l.flight, l.dep_time, l.dep_time IS NULL, l.dep_delay,
            l.sched_dep_time, l.distance, l.tailnum, l.origin, l.dest,
            coalesce((SELECT carrier FROM nyc.airlines WHERE carrier = l.carrier), 'unknown'),
            coalesce((SELECT tailnum FROM nyc.planes WHERE tailnum = l.tailnum), 'unknown'),
            coalesce((SELECT faa FROM nyc.airports WHERE faa = l.origin), 'unknown'),
            coalesce((SELECT faa FROM nyc.airports WHERE faa = l.dest), 'unknown')
        )::text AS row
        FROM nyc.flights AS l
        UNION ALL
        SELECT 'weather', ROW(
            l.origin, l.time_hour, l.temp, l.wind_dir, l.precip, l.visib,
            coalesce((SELECT faa FROM nyc.airports WHERE faa = l.origin), 'unknown')
        )::text
        FROM nyc.weather AS l
        UNION ALL
        SELECT 'airline', ROW(l.carrier, l.name)::text
        FROM nyc.airlines AS l
        WHERE l.carrier <> 'unknown'
        UNION ALL
        SELECT 'airport', ROW(l.faa, l.name, l.lat, l.lon, l.alt, l.tz, l.dst, l.tzone)::text
        FROM nyc.airports AS l
        WHERE l.faa <> 'unknown'
        UNION ALL
        SELECT 'aircraft', ROW(l.tailnum, l.type, l.manufacturer, l.model, l.engines, l.seats)::text
        FROM nyc.planes AS l
        WHERE l.tailnum <> 'unknown'
    ),
    target AS (
        SELECT 'flight' AS what, ROW(
            t.scheduled_hour, t._legacy_carrier, t.flight_number, t.departure_hhmm, t.cancelled,
            t.departure_delay_min, t.scheduled_departure_hhmm, t.distance_miles,
            t._tailnum, t._origin, t._dest, l.code, c.tail_number, o.code, d.code
        )::text AS row
        FROM flights.flight AS t
        LEFT JOIN flights.airline AS l ON l.id = t.airline_id
        LEFT JOIN flights.aircraft AS c ON c.id = t.aircraft_id
        LEFT JOIN flights.airport AS o ON o.id = t.origin_id
        LEFT JOIN flights.airport AS d ON d.id = t.destination_id
        UNION ALL
        SELECT 'weather', ROW(
            t.station, t.observed_at, t.temperature_f, t.wind_direction, t.precipitation_in,
            t.visibility_miles, a.code
        )::text
        FROM flights.weather_observation AS t
        LEFT JOIN flights.airport AS a ON a.id = t.airport_id
        UNION ALL
        SELECT 'airline', ROW(t.code, t.name)::text
        FROM flights.airline AS t
        WHERE t.code <> 'unknown'
        UNION ALL
        SELECT 'airport', ROW(
            t.code, t.name, t.latitude, t.longitude, t.altitude_ft, t.utc_offset_hours,
            t.daylight_saving, t.time_zone
        )::text
        FROM flights.airport AS t
        WHERE t.code <> 'unknown'
        UNION ALL
        SELECT 'aircraft', ROW(
            t.tail_number, t.category, t.manufacturer, t.model, t.engines, t.seats
        )::text
        FROM flights.aircraft AS t
        WHERE t.tail_number <> 'unknown'
    )
    SELECT 'lost or stale', lost.* FROM (TABLE legacy EXCEPT ALL TABLE target) AS lost
    UNION ALL
    SELECT 'resurrected or stale', extra.* FROM (TABLE target EXCEPT ALL TABLE legacy) AS extra
    """,
)
