// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IWstEth} from "contracts/interfaces/IWstEth.sol";
import {WstEthParSource} from "contracts/oracle/WstEthParSource.sol";
import {Test} from "forge-std/Test.sol";

contract WstEthParSourceTest is Test {
    address internal wstEth = makeAddr("wstETH");
    WstEthParSource internal source = new WstEthParSource(wstEth);

    function testFuzz_ParIsWhatOneTokenUnwrapsTo(uint256 rateWad) public {
        vm.mockCall(wstEth, abi.encodeCall(IWstEth.stEthPerToken, ()), abi.encode(rateWad));
        assertEq(source.rate(), rateWad);
    }

    function test_RevertWhen_TheTokenReverts() public {
        vm.mockCallRevert(wstEth, abi.encodeCall(IWstEth.stEthPerToken, ()), "paused");
        vm.expectRevert(bytes("paused"));
        source.rate();
    }
}
