-- A progress file of version 2, empty but for its device. Files like this are on learners' disks.
PRAGMA application_id = 1685598052;
PRAGMA user_version = 2;
CREATE TABLE event (
    id VARCHAR NOT NULL,
    device VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,
    utc_ms INTEGER NOT NULL,
    offset_minutes INTEGER NOT NULL,
    study_day INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    skill VARCHAR NOT NULL,
    exercise VARCHAR NOT NULL,
    exercise_kind VARCHAR NOT NULL,
    template_hash VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    texts VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    malrule VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    rating INTEGER NOT NULL,
    rule INTEGER NOT NULL,
    mode VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT uq_event_device_sequence UNIQUE (device, sequence)
);
CREATE INDEX ix_event_study_day_utc_ms_device_sequence ON event (study_day, utc_ms, device, sequence);
CREATE INDEX ix_event_exercise_kind_utc_ms ON event (exercise_kind, utc_ms);
CREATE INDEX ix_event_skill_utc_ms_device_sequence ON event (skill, utc_ms, device, sequence);
CREATE INDEX ix_event_target ON event (target) WHERE target <> '';
CREATE INDEX ix_event_utc_ms_device_sequence ON event (utc_ms, device, sequence);
CREATE TABLE skill (
    skill VARCHAR NOT NULL,
    stability FLOAT NOT NULL,
    difficulty FLOAT NOT NULL,
    last_day INTEGER NOT NULL,
    due_day INTEGER NOT NULL,
    repetitions INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    CONSTRAINT pk_skill PRIMARY KEY (skill)
);
CREATE TABLE exercise (
    skill VARCHAR NOT NULL,
    exercise VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    last_ms INTEGER NOT NULL,
    CONSTRAINT pk_exercise PRIMARY KEY (skill, exercise)
);
CREATE TABLE draft (
    exercise VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    texts VARCHAR NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (exercise)
);
CREATE TABLE exam (
    id VARCHAR NOT NULL,
    blueprint VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    seed INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    pass_mark FLOAT NOT NULL,
    hint_cost FLOAT NOT NULL,
    questions VARCHAR NOT NULL,
    predicted VARCHAR NOT NULL,
    started_ms INTEGER NOT NULL,
    started_offset INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    current INTEGER NOT NULL,
    elapsed_ms INTEGER NOT NULL,
    ended VARCHAR NOT NULL,
    ended_ms INTEGER NOT NULL,
    ended_offset INTEGER NOT NULL,
    score FLOAT NOT NULL,
    CONSTRAINT pk_exam PRIMARY KEY (id)
);
CREATE INDEX ix_exam_blueprint_started_ms ON exam (blueprint, started_ms);
CREATE UNIQUE INDEX ix_exam_one_open ON exam (state) WHERE state = 'open';
CREATE TABLE exam_answer (
    exam VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    texts VARCHAR NOT NULL,
    flagged INTEGER NOT NULL,
    hints INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    judged VARCHAR NOT NULL,
    CONSTRAINT pk_exam_answer PRIMARY KEY (exam, number)
);
CREATE TABLE meta (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY (name)
);
CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_never_goes BEFORE DELETE ON event
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE TRIGGER event_never_replaced BEFORE INSERT ON event
       WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
         OR EXISTS (SELECT 1 FROM event WHERE device = NEW.device AND sequence = NEW.sequence)
       BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
CREATE VIEW attempt AS
    SELECT id, device, sequence, utc_ms, study_day, skill, exercise, exercise_kind, seed, mode, evidence,
           COALESCE((SELECT given.rating FROM event AS given
                     WHERE given.target = event.id AND given.target <> '' AND given.kind = 'override'
                       AND NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = given.id
                                       AND undo.target <> '' AND undo.kind = 'undo')
                     ORDER BY given.utc_ms DESC, given.device DESC, given.sequence DESC LIMIT 1),
                    rating) AS rating
    FROM event
    WHERE kind = 'attempt'
      AND NOT EXISTS (SELECT 1 FROM event AS undo WHERE undo.target = event.id
                      AND undo.target <> '' AND undo.kind = 'undo');
INSERT INTO meta VALUES ('device', '0123456789abcdef0123456789abcdef');
