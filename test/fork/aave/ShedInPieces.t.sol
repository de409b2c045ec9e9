// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice Strangers' collateral is switched off in as many pieces as the caller can pay for, and one that Aave does not let go stops no other.
contract ShedInPiecesTest is AaveLoopTest {
    using ReserveConfig for uint256;

    /// @dev No reserve of the replica has it, so that Aave refuses to switch it off; being the highest, it comes first.
    uint256 private constant STUCK_ID = 9;
    uint256 private lstId;

    function setUp() public override {
        super.setUp();
        lstId = AAVE.getReserveData(address(LST)).id;
        assertEq(AAVE.getReserveAddressById(uint16(STUCK_ID)), address(0));
        _deploy(100e18, _up(_debtFor(100e18, 300), 0));
        vm.deal(stranger, 1e15);
        vm.startPrank(stranger);
        WETH.deposit{value: 1e15}();
        WETH.approve(address(AAVE), 1e15);
        AAVE.supply(address(WETH), 1e15, address(loop), 0);
        vm.stopPrank();
        assertTrue(_wethCounts());
    }

    function test_OneAskedForIsOneTried() public {
        _shedWithOneStuck(1);
        assertTrue(_wethCounts());
    }

    function test_OneThatIsStuckStopsNoOther() public {
        _shedWithOneStuck(2);
        assertFalse(_wethCounts());
    }

    function _shedWithOneStuck(uint256 most) private {
        uint256 config = AAVE.getUserConfiguration(address(loop)) | (2 << (2 * STUCK_ID));
        bytes memory call = abi.encodeCall(IAavePool.getUserConfiguration, (address(loop)));
        vm.mockCall(address(AAVE), call, abi.encode(config));
        vm.prank(stranger);
        loop.shedForeignCollateral(most);
        vm.clearMockedCalls();
    }

    function _wethCounts() private view returns (bool) {
        return AAVE.getUserConfiguration(address(loop)).otherCollateral(lstId) != 0;
    }
}
