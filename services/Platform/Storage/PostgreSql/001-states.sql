-- What Microsoft.Orleans.Persistence.AdoNet asks for: it reads its queries from orleansquery, by these keys, and gives
-- them parameters by these names. A script that has been released never changes; a new one is added.

CREATE TABLE orleansquery (
    querykey  varchar(64)   PRIMARY KEY,
    querytext varchar(8000) NOT NULL
);

-- The provider names a state by hashes and numbers too; its name and the grain's whole id say it all. One row a state,
-- and the key says so: of two that insert at once, one waits for the other and then finds it there.
-- A state that was cleared stays as a row without payload: its version goes on counting, so that an ETag from before the
-- clearing is never right again.
CREATE TABLE states (
    service text COLLATE "C" NOT NULL,
    name    text COLLATE "C" NOT NULL,
    grain   text COLLATE "C" NOT NULL,
    version integer          NOT NULL CHECK (version > 0),
    payload bytea,
    PRIMARY KEY (service, name, grain)
);

INSERT INTO orleansquery (querykey, querytext) VALUES
('ReadFromStorageKey', '
    SELECT payload AS PayloadBinary, version AS Version FROM states
    WHERE service = @ServiceId AND name = @GrainTypeString AND grain = @GrainIdExtensionString AND payload IS NOT NULL
'),
-- No row means a conflict to the provider.
('WriteToStorageKey', '
    WITH updated AS (
        UPDATE states SET version = version + 1, payload = @PayloadBinary
        WHERE service = @ServiceId AND name = @GrainTypeString AND grain = @GrainIdExtensionString
            AND version = @GrainStateVersion AND payload IS NOT NULL
        RETURNING version
    ), inserted AS (
        INSERT INTO states AS stored (service, name, grain, version, payload)
        SELECT @ServiceId, @GrainTypeString, @GrainIdExtensionString, 1, @PayloadBinary
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT (service, name, grain) DO UPDATE SET version = stored.version + 1, payload = excluded.payload
        WHERE stored.payload IS NULL
        RETURNING version
    )
    SELECT version AS NewGrainStateVersion FROM updated UNION ALL SELECT version FROM inserted
'),
('ClearStorageKey', '
    UPDATE states SET version = version + 1, payload = NULL
    WHERE service = @ServiceId AND name = @GrainTypeString AND grain = @GrainIdExtensionString
        AND version = @GrainStateVersion AND payload IS NOT NULL
    RETURNING version AS NewGrainStateVersion
'),
('DeleteStorageKey', '
    UPDATE states SET version = version + 1, payload = NULL
    WHERE service = @ServiceId AND name = @GrainTypeString AND grain = @GrainIdExtensionString
        AND version = @GrainStateVersion AND payload IS NOT NULL
    RETURNING version AS NewGrainStateVersion
');
