// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Whatever is done in whatever order: what is booked is there, and what is reported can be paid.
contract SequenceTest is RangeTest {
    uint256 private constant DUST = 64;

    function testFuzz_AnySequence(uint256[12] memory seeds) public {
        _hold(100e18, 100e18);
        for (uint256 i; i < seeds.length; ++i) {
            uint256 before = _value();
            int256 moved = _step(seeds[i]);
            // A trade of strangers pays fees; nothing but the keeper's own trades and openings may cost something, and those within their bounds.
            assertGe(_value() + before * MAX_DEVIATION_BPS / BPS + DUST, uint256(int256(before) + moved), "a loss");
            _assertHeldIsThere();
            _assertListIsSound();
        }
        uint256 reported = _value();
        uint256 paid = _unwind(WAD);
        assertGe(paid + DUST, reported, "what is reported is paid");
        assertEq(_value(), 0);
    }

    /// @return moved LST at par that came in (positive) or went to the vault.
    function _step(uint256 seed) private returns (int256 moved) {
        uint256 kind = seed % 9;
        uint256 random = _random(seed, 1);
        (uint256 lst, uint256 weth) = range.held();
        if (kind == 0) {
            uint256 amount = bound(random, 1e9, 50e18);
            _put(amount);
            return int256(amount);
        }
        if (kind == 1) _tradeToTick(_between(random, -60, 60));
        if (kind == 2) _settle();
        if (kind == 3) _attempt(_anyOpening(random, lst / 2, weth / 2));
        if (kind == 4) return -int256(_freed(random));
        if (kind == 5) return -int256(_unwind(bound(random, 1, WAD / 2)));
        if (kind == 6) _attempt(random % 2 == 0 ? _selling(lst / 10, 0) : _buying(weth / 10, 0));
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        if (states.length == 0) return 0;
        IUniswapV3Range.RangeState memory s = states[random % states.length];
        if (kind == 7) _attempt(abi.encodeCall(IUniswapV3Range.compound, (s.tickLower, s.tickUpper, 0)));
        if (kind == 8) _attempt(_anyChange(random, s));
        return 0;
    }

    function _anyOpening(uint256 random, uint256 lst, uint256 weth) private view returns (bytes memory) {
        (int24 lower, int24 upper) = _anyRange(random);
        return _opening(lower, upper, lst, weth);
    }

    function _anyChange(uint256 random, IUniswapV3Range.RangeState memory s) private view returns (bytes memory) {
        (int24 lower, int24 upper) = _anyRange(random);
        if (random % 3 != 0) {
            return abi.encodeCall(IUniswapV3Range.reposition, (s.tickLower, s.tickUpper, lower, upper, 0));
        }
        return abi.encodeCall(IUniswapV3Range.close, (s.tickLower, s.tickUpper, bound(random, 1, s.liquidity)));
    }

    function _freed(uint256 random) private returns (uint256 amount) {
        uint256 most = range.withdrawable();
        if (most == 0) return 0;
        amount = bound(random, 1, most);
        _take(amount);
    }

    /// @dev Refused where the guard or the amounts say so, and then nothing has happened.
    function _attempt(bytes memory operation) private {
        vm.prank(address(vault));
        try range.manage(operation) {} catch {}
    }

    function _assertListIsSound() private view {
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        assertLe(states.length, 4);
        uint256 lst;
        for (uint256 i; i < states.length; ++i) {
            assertGt(states[i].liquidity, 0, "no empty range");
            assertEq(states[i].liquidity, _liquidityOf(address(range), states[i].tickLower, states[i].tickUpper));
            lst += states[i].lst + states[i].feesLst;
            for (uint256 j; j < i; ++j) {
                bool same = states[i].tickLower == states[j].tickLower && states[i].tickUpper == states[j].tickUpper;
                assertFalse(same, "no range twice");
            }
        }
        (uint256 held,) = range.held();
        assertEq(range.withdrawable(), held + lst, "withdrawable");
    }
}
