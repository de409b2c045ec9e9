// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveV3LoopAdvisor} from "strategies/aave/AaveV3LoopAdvisor.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice A stranger supplies dust of many assets, so that the one which Aave freezes later is hidden among those that harm nobody.
contract BlockingCollateralTest is AaveLoopTest {
    uint256 private constant FIRST = 20;
    /// @dev Aave's bit of a reserve's configuration.
    uint256 private constant ACTIVE = 2 ** 56;
    AaveV3LoopAdvisor private advisor;
    ReserveChecks.Market private market;

    function setUp() public override {
        super.setUp();
        advisor = new AaveV3LoopAdvisor();
        uint16 lstId = AAVE.getReserveData(address(LST)).id;
        uint16 wethId = AAVE.getReserveData(address(WETH)).id;
        market = ReserveChecks.Market(AAVE, address(LST), address(WETH), lstId, wethId, CATEGORY);
    }

    /// @dev Reserves from `FIRST` on are made up, the one with a loan-to-value of zero among them.
    function _supplyDust(uint256 count, uint256 zero) private {
        uint256 config;
        for (uint256 id = FIRST; id < FIRST + count; ++id) {
            config |= 2 << (2 * id);
            _mock(abi.encodeCall(IAavePool.getReserveAddressById, (uint16(id))), abi.encode(_token(id)));
            _mock(
                abi.encodeCall(IAavePool.getConfiguration, (_token(id))), abi.encode(ACTIVE + (id == zero ? 0 : 7_000))
            );
        }
        _mock(abi.encodeCall(IAavePool.getUserConfiguration, (address(loop))), abi.encode(config));
    }

    function _mock(bytes memory call, bytes memory answer) private {
        vm.mockCall(address(AAVE), call, answer);
    }

    function _token(uint256 id) private pure returns (address) {
        return address(uint160(0x70000 + id));
    }

    function testFuzz_TheOneThatBlocksIsFoundAmongAnyNumber(uint256 count, uint256 zero) public {
        count = bound(count, 1, 40);
        zero = bound(zero, FIRST, FIRST + count - 1);
        _supplyDust(count, zero);
        address[] memory found = advisor.foreignCollateral(market, address(loop), true, 4);
        assertEq(found.length, 1);
        assertEq(found[0], _token(zero));
    }

    function test_WhereNoneIsKnownToBlockAnyMay() public {
        _supplyDust(6, 0);
        address[] memory found = advisor.foreignCollateral(market, address(loop), true, 4);
        assertEq(found.length, 4);
        assertEq(found[0], _token(FIRST + 5), "the highest first");
        assertEq(found[3], _token(FIRST + 2));
    }

    function test_AskedForAnyAllCountAlike() public {
        _supplyDust(3, FIRST);
        address[] memory found = advisor.foreignCollateral(market, address(loop), false, 2);
        assertEq(found.length, 2);
        assertEq(found[0], _token(FIRST + 2));
        assertEq(advisor.foreignCollateral(market, address(loop), false, 9).length, 3);
    }

    function test_WithoutAnyThereIsNone() public view {
        assertEq(advisor.foreignCollateral(market, address(loop), true, 4).length, 0);
        assertFalse(advisor.isBlocked(market, address(loop)));
    }

    /// @dev Aave looks at other collateral only where there is debt.
    function test_WithoutDebtNothingBlocks() public {
        _deploy(100e18, "");
        uint256 all = loop.withdrawable();
        _supplyDust(1, FIRST);
        _mock(abi.encodeCall(IAavePool.getConfiguration, (_token(FIRST))), abi.encode(0));
        assertTrue(advisor.isBlocked(market, address(loop)));
        assertEq(loop.withdrawable(), all);
    }

    /// @dev Five kinds of dust, the lowest frozen: it alone is switched off, before the withdrawal is tried again.
    function test_AWithdrawalSwitchesOffTheOneThatBlocks() public {
        _deploy(100e18, _up(_debtFor(100e18, 300), 0));
        _supplyDust(5, FIRST);
        uint256 part = loop.withdrawable() / 2;
        bytes memory refused = abi.encodeWithSignature("LtvValidationFailed()");
        bytes memory call = abi.encodeCall(IAavePool.withdraw, (address(LST), part, address(vault)));
        vm.mockCallRevert(address(AAVE), call, refused);
        vm.expectCall(address(AAVE), abi.encodeCall(IAavePool.setUserUseReserveAsCollateral, (_token(FIRST), false)), 1);
        vm.expectCall(
            address(AAVE), abi.encodeCall(IAavePool.setUserUseReserveAsCollateral, (_token(FIRST + 4), false)), 0
        );
        vm.prank(address(vault));
        vm.expectRevert(refused);
        loop.free(part, "");
    }
}
