// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRateSource} from "contracts/interfaces/IRateSource.sol";

/// @notice A rate source that answers, or fails, as it is told.
contract RateSourceDouble is IRateSource {
    enum Mode {
        Answer,
        Revert,
        Nothing,
        Short,
        Long,
        BurnGas,
        Costly
    }

    uint256 private constant COST = 250_000;

    uint256 private _rateWad;
    Mode private _mode;

    constructor(uint256 rateWad) {
        _rateWad = rateWad;
    }

    function set(uint256 rateWad) external {
        (_rateWad, _mode) = (rateWad, Mode.Answer);
    }

    function setMode(Mode mode) external {
        _mode = mode;
    }

    function rate() external view returns (uint256) {
        uint256 begin = gasleft();
        uint256 rateWad = _rateWad;
        Mode mode = _mode;
        require(mode != Mode.Revert, "down");
        if (mode == Mode.Answer) return rateWad;
        if (mode == Mode.Costly) {
            while (begin - gasleft() < COST) {}
            return rateWad;
        }
        if (mode == Mode.BurnGas) {
            assembly {
                invalid()
            }
        }
        uint256 length = mode == Mode.Nothing ? 0 : mode == Mode.Short ? 31 : 64;
        assembly ("memory-safe") {
            mstore(0, rateWad)
            mstore(32, 1)
            return(0, length)
        }
    }
}
