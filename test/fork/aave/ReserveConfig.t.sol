// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";

/// @notice Aave's packed settings, each field read between neighbours that are all noise. Bit positions from Aave 3.6's `ReserveConfiguration`.
contract ReserveConfigTest is Test {
    using ReserveConfig for uint256;

    function testFuzz_ANumberIsReadFromItsBitsAlone(uint256 noise, uint256 value) public pure {
        assertEq(_with(noise, value, 0, 16).ltvBps(), value & 0xFFFF, "ltv");
        assertEq(_with(noise, value, 16, 16).liquidationThresholdBps(), value & 0xFFFF, "threshold");
        assertEq(_with(noise, value, 48, 8).decimals(), value & 0xFF, "decimals");
        assertEq(_with(noise, value, 64, 16).reserveFactorBps(), value & 0xFFFF, "reserve factor");
        assertEq(_with(noise, value, 80, 36).borrowCap(), (value & 0xFFFFFFFFF) * 1e18, "borrow cap");
        assertEq(_with(noise, value, 116, 36).supplyCap(), (value & 0xFFFFFFFFF) * 1e18, "supply cap");
    }

    function test_TheWidestNumbersFit() public pure {
        uint256 all = type(uint256).max;
        assertEq(all.ltvBps(), 0xFFFF);
        assertEq(all.liquidationThresholdBps(), 0xFFFF);
        assertEq(all.decimals(), 0xFF);
        assertEq(all.reserveFactorBps(), 0xFFFF);
        assertEq(all.borrowCap(), 0xFFFFFFFFF * uint256(1e18));
        assertEq(all.supplyCap(), 0xFFFFFFFFF * uint256(1e18));
    }

    function testFuzz_AFlagIsReadFromItsBitAlone(uint256 noise, bool on) public pure {
        uint256 value = on ? 1 : 0;
        assertEq(_with(noise, value, 56, 1).active(), on, "active");
        assertEq(_with(noise, value, 57, 1).frozen(), on, "frozen");
        assertEq(_with(noise, value, 58, 1).borrowingEnabled(), on, "borrowing enabled");
        assertEq(_with(noise, value, 60, 1).paused(), on, "paused");
        assertEq(_with(noise, value, 63, 1).flashLoanEnabled(), on, "flash loan enabled");
    }

    function testFuzz_AReserveHasTwoBitsOfAUser(uint256 noise, uint256 id, bool on) public pure {
        id = bound(id, 0, 127);
        assertEq(_with(noise, on ? 1 : 0, 2 * id + 1, 1).usesAsCollateral(id), on, "collateral is the odd bit");
        assertEq(_with(noise, on ? 1 : 0, id, 1).contains(id), on, "a category has one bit for each");
    }

    function testFuzz_OtherCollateralIsEveryOddBitButTheOwn(uint256 word, uint256 id) public pure {
        id = bound(id, 0, 127);
        uint256 others = word.otherCollateral(id);
        for (uint256 bit; bit < 256; ++bit) {
            bool counts = bit % 2 == 1 && bit != 2 * id + 1;
            assertEq(others >> bit & 1, counts ? word >> bit & 1 : 0, vm.toString(bit));
        }
    }

    /// @dev The word with `value` in `width` bits from `position` on, whatever it holds elsewhere.
    function _with(uint256 word, uint256 value, uint256 position, uint256 width) private pure returns (uint256) {
        uint256 mask = ((1 << width) - 1) << position;
        return (word & ~mask) | ((value << position) & mask);
    }
}
